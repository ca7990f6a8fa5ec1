import 'server-only';
import { isOnlyThought } from '@/lib/domain/generation/is-only-thought';
import type { AnswerNote, FinishReason } from '@/lib/domain/message';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import type { ProviderEvent } from '../provider/provider';
import type { Ending } from './finish-answer';
import type { Stopwatch } from './stopwatch';
import type { AnswerWriter } from './write-answer';
import { writeEvent } from './write-event';

/** How one upstream call ended, and what the model wants done. */
export type StepEnd = { readonly ending: Ending; readonly calls: readonly PromptToolCall[] };

/** What the model itself wrote. */
const TOKEN_EVENTS: ReadonlySet<ProviderEvent['type']> = new Set([
  'text-delta',
  'reasoning-delta',
  'tool-call',
]);

/** A failed answer with words is `cut`: what is there can be gone on with. */
export const statusOfFailure = (writer: AnswerWriter) =>
  writer.answer().parts.length > 0 ? 'cut' : 'failed';

function statusOfFinish(finishReason: FinishReason, writer: AnswerWriter) {
  if (finishReason === 'content-filter') return 'refused';
  return finishReason !== 'tool-calls' && isOnlyThought(writer.answer().parts) ? 'cut' : 'done';
}

function endingOf(event: ProviderEvent, wasDamaged: boolean, writer: AnswerWriter): Ending | null {
  if (event.type === 'finish') {
    const { finishReason, usage } = event;
    const status = statusOfFinish(finishReason, writer);
    const note = wasDamaged ? 'damaged' : event.note;
    return { status, finishReason, usage, note };
  }
  if (event.type !== 'error') return null;
  const note: AnswerNote | undefined =
    event.error.code === 'upstream-answer-size' ? 'too-long' : undefined;
  return { status: statusOfFailure(writer), error: event.error, usage: event.usage, note };
}

/** The end that we brought about ourselves. */
export const endingByAbort = (signal: AbortSignal): Ending => ({
  status: signal.reason === 'cut' ? 'cut' : 'stopped',
});

/** Tells what was measured so far; the end tells it again. */
function tellTiming(writer: AnswerWriter, stopwatch: Stopwatch): void {
  writer.write({ type: 'message-metadata', messageMetadata: { timing: stopwatch.timing() } });
}

/** Follows one upstream call to its end and writes every delta. */
export async function followStep(
  events: AsyncIterable<ProviderEvent>,
  writer: AnswerWriter,
  stopwatch: Stopwatch,
  signal: AbortSignal,
): Promise<StepEnd> {
  const calls: PromptToolCall[] = [];
  let wasDamaged = false;
  for await (const event of events) {
    const ending = endingOf(event, wasDamaged, writer);
    if (ending) return { ending, calls: ending.error ? [] : calls };
    if (event.type === 'damaged') wasDamaged = true;
    if (TOKEN_EVENTS.has(event.type)) {
      const hasThought = stopwatch.sawToken(event.type === 'reasoning-delta');
      if (hasThought) tellTiming(writer, stopwatch);
    }
    if (event.type === 'tool-call') calls.push(event.call);
    else writeEvent(writer, event);
  }
  if (!signal.aborted) throw new Error('a provider ended its stream without saying how');
  return { ending: endingByAbort(signal), calls: [] };
}
