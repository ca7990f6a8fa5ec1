import type { Message, ToolPart } from '../message';
import type { PromptImage } from './assembled-prompt';
import { imageParts } from './image-parts';
import type { PromptMessage, PromptToolCall, PromptUserPart } from './prompt';

/** Stands where a person did not allow a call. */
const DENIED_RESULT = 'The user did not allow this call.';
/** Stands between results and the pictures that belong to them: only users' messages carry pictures. */
const PICTURES_ANSWER = 'I look at what the tools show.';

function toCall({ callId: id, name, input }: ToolPart): PromptToolCall {
  return { id, name, arguments: typeof input === 'string' ? input : JSON.stringify(input) };
}

/** The result of a call; nothing where there is none yet. */
function toResult({ callId: toolCallId, name, state, output }: ToolPart): PromptMessage[] {
  const text = state === 'denied' ? DENIED_RESULT : output?.text;
  return text === undefined ? [] : [{ role: 'tool', toolCallId, name, text }];
}

/** Text and calls of one upstream call, with the results. */
type Step = { readonly texts: string[]; readonly calls: ToolPart[] };

function stepsOf({ parts }: Pick<Message, 'parts'>): Step[] {
  let step: Step = { texts: [], calls: [] };
  const steps = [step];
  for (const part of parts) {
    if (part.type === 'step') {
      step = { texts: [], calls: [] };
      steps.push(step);
    } else if (part.type === 'text') step.texts.push(part.text);
    else if (part.type === 'tool') step.calls.push(part);
  }
  // A second try leaves nothing of the first.
  return steps.filter(({ texts, calls }) => steps.length === 1 || texts.length + calls.length > 0);
}

/**
 * An answer as the model is told it: the text and the calls of each step, their results, and the pictures
 * that they gave. Thoughts are not sent back.
 *
 * @param images - The pictures of this answer, in its order.
 */
export function answerMessages(
  message: Pick<Message, 'parts'>,
  images: readonly PromptImage[],
): PromptMessage[] {
  let shown = 0;
  return stepsOf(message).flatMap(({ texts, calls }): PromptMessage[] => {
    const text = texts.join('\n\n');
    if (calls.length === 0) return [{ role: 'assistant', text }];
    const pictures = calls.flatMap(({ name, output }): PromptUserPart[] =>
      (output?.images ?? []).flatMap((attachment) => {
        const image = images[shown];
        shown += 1;
        return imageParts(`Image from ${name}:`, attachment, image);
      }),
    );
    const asked = { role: 'assistant', text, toolCalls: calls.map(toCall) } as const;
    const told: PromptMessage[] = [asked, ...calls.flatMap(toResult)];
    if (pictures.length === 0) return told;
    return [
      ...told,
      { role: 'assistant', text: PICTURES_ANSWER },
      { role: 'user', parts: pictures },
    ];
  });
}
