import 'server-only';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { AppError } from '@/lib/domain/errors/app-error';
import type { MessageId } from '@/lib/domain/ids';
import type { Summary } from '@/lib/domain/message';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { findSummary } from '@/lib/domain/prompt/summary';
import type { Provider } from '../provider/provider';
import { askerOf } from './asker-of';
import type { AssembledTurn } from './assemble-turn';
import type { GenerationDependencies } from './dependencies';
import type { Run } from './run';
import { writeEvent } from './write-event';

const INSTRUCTIONS =
  'You sum up the beginning of a conversation, so that it can go on without it. Today is {today}.';
const REQUEST =
  'Sum up our conversation up to here in at most 400 words, in its own language: what was asked, what the pictures showed (names, figures and numbers exactly as they are), what was found and decided, what is still open. Write the summary only.';

type SummaryJob = {
  readonly turn: AssembledTurn;
  readonly provider: Provider;
  readonly throughId: MessageId;
};

/** The beginning of the branch, without its pictures, and what is wanted of it. */
function summaryPrompt({ turn, throughId }: SummaryJob): Prompt {
  const { branch, messages, model, timeZone } = turn;
  const beginning = branch.slice(0, branch.findIndex(({ id }) => id === throughId) + 1);
  return assemblePrompt({
    branch: beginning,
    model: { ...model, acceptsImages: false },
    systemPrompt: INSTRUCTIONS,
    ...datesInTimeZone(Date.now(), timeZone),
    settings: DEFAULT_CONVERSATION_SETTINGS,
    summary: findSummary(messages ?? beginning, beginning),
    continuation: REQUEST,
  }).prompt;
}

/**
 * Asks for a summary of the beginning of a branch: one request, which the person has chosen and the
 * answer tells of.
 *
 * @returns A summary without text when the run was stopped meanwhile.
 * @throws AppError of the upstream; `upstream-empty` when it said nothing.
 */
export async function summarise(
  run: Run,
  { attachments }: GenerationDependencies,
  job: SummaryJob,
): Promise<Summary> {
  const { actor, model, writer, signal } = run;
  const { throughId, provider } = job;
  const loadImage = attachments.readForUpstream.bind(attachments, actor);
  let text = '';
  for await (const event of provider.stream(
    { model, prompt: summaryPrompt(job), loadImage, asker: askerOf(run) },
    signal,
  )) {
    if (event.type === 'error') throw event.error;
    if (event.type === 'text-delta') text += event.text;
    if (event.type === 'repair') writeEvent(writer, event);
  }
  if (text.trim() === '' && !signal.aborted) {
    throw new AppError('upstream-empty', { connection: model.connectionLabel });
  }
  return { throughId, text: signal.aborted ? '' : text.trim() };
}
