import type { ModelDescriptor } from '../model';

/** Values of the placeholders; dates are `YYYY-MM-DD` in the person's own time zone. */
export type SystemPromptValues = {
  readonly name: string;
  readonly today: string;
  readonly yesterday: string;
};

/**
 * Used where a person has not written one. An own wording: without any system message the chat
 * templates of this family insert a persona with unfilled dates.
 */
export const DEFAULT_SYSTEM_PROMPT = `You are {name}, an assistant that answers questions about pictures and text.
Today is {today}; yesterday was {yesterday}. Take relative dates from that.
Look at every picture before you answer, and name pictures as they are labelled, such as "Image 1".
Say plainly what cannot be read or is not sure; never invent figures, names or sources.
When a question is unclear, ask back briefly. Answer in the language of the question.
You can read pictures; you cannot make pictures, hear sound, browse the web or open links.
Write Markdown. Put formulas between $$ and $$, or between \\( and \\).`;

/**
 * Stands before the instructions of a model that thinks in markers: without such words many builds of
 * it do not think at all. In the sense of the Reasoning models' own `SYSTEM_PROMPT.txt`.
 */
const THINKING_PROMPT = `First think the question through in a draft, until you are sure of the answer. Write the draft between [THINK] and [/THINK], as freely and as long as it helps, with Markdown and formulas where they help, in the language of the user.
Then write the answer. It stands by itself: whoever reads it does not see the draft.`;

/** Ends a prompt that names no date: without one a model does not know what day it is. */
const DATE_LINE = 'Today is {today}.';

/**
 * The instructions of a model, before its placeholders are filled: the person's own, or ours. They are always
 * dated.
 *
 * @param thinks - `false` where the person wants no thoughts first.
 */
export function systemPromptFor(
  model: Pick<ModelDescriptor, 'thinksInMarkers'>,
  own: string,
  thinks = true,
): string {
  const wanted = own.trim() === '' ? DEFAULT_SYSTEM_PROMPT : own.trim();
  const instructions = wanted.includes('{today}') ? wanted : `${wanted}\n\n${DATE_LINE}`;
  return model.thinksInMarkers && thinks ? `${THINKING_PROMPT}\n\n${instructions}` : instructions;
}

/**
 * Fills a system prompt's placeholders `{name}`, `{today}` and `{yesterday}`. Dates are whole days, so
 * that the upstream's prefix cache survives until midnight. Other braces stay as they are.
 */
export function fillSystemPrompt(template: string, values: SystemPromptValues): string {
  return template.replace(
    /\{(name|today|yesterday)\}/g,
    (_match, key: keyof SystemPromptValues) => values[key],
  );
}
