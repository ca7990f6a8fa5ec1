import 'server-only';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { isOnlyThought } from '@/lib/domain/generation/is-only-thought';
import type { AnswerNote, FinishReason } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { LoadImage, ProviderEvent } from '../provider/provider';
import { askWithinImageLimit } from './ask-within-image-limit';
import { askerOf } from './asker-of';
import type { RunDependencies } from './dependencies';
import { type Ending, finishAnswer } from './finish-answer';
import { preparePrompt } from './prepare-prompt';
import type { Run } from './run';
import { createStopwatch, type Stopwatch } from './stopwatch';
import type { AnswerWriter } from './write-answer';
import { writeEvent } from './write-event';

/** What the model itself wrote. */
const TOKEN_EVENTS: ReadonlySet<ProviderEvent['type']> = new Set([
  'text-delta',
  'reasoning-delta',
  'tool-call',
]);

/** A failed answer with words is `cut`: what is there can be gone on with. */
const statusOfFailure = (writer: AnswerWriter) =>
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

/** When a server that takes no more requests may be asked again; `undefined` for other ends. */
function retryTimeOf({ error }: Ending, now: number): number | undefined {
  const seconds = error?.code === 'upstream-rate' ? error.details.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? now + seconds * 1000 : undefined;
}

/** The end that we brought about ourselves. */
const endingByAbort = (signal: AbortSignal): Ending => ({
  status: signal.reason === 'cut' ? 'cut' : 'stopped',
});

const loaderOf = ({ actor }: Run, { attachments }: RunDependencies): LoadImage =>
  attachments.readForUpstream.bind(attachments, actor);

/** Tells what was measured so far; the end tells it again. */
function tellTiming(writer: AnswerWriter, stopwatch: Stopwatch): void {
  writer.write({ type: 'message-metadata', messageMetadata: { timing: stopwatch.timing() } });
}

/** Follows the upstream to the end and writes every delta. */
async function followUpstream(
  run: Run,
  dependencies: RunDependencies,
  stopwatch: Stopwatch,
): Promise<Ending> {
  const { model, writer, signal } = run;
  if (signal.aborted) return endingByAbort(signal);
  const provider = dependencies.connections.provider(model.connectionId);
  if (!provider) throw new Error(`no provider for ${model.connectionId}`);
  const asker = askerOf(run, stopwatch.restart);
  const loadImage = loaderOf(run, dependencies);
  const ask = async (asked: ModelDescriptor) => {
    const prompt = await preparePrompt({ ...run, model: asked }, dependencies, provider);
    // A summary that was needed first is no part of this call.
    stopwatch.restart();
    return provider.stream({ model: asked, prompt, loadImage, asker }, signal);
  };
  let wasDamaged = false;
  for await (const event of askWithinImageLimit(model, ask)) {
    const ending = endingOf(event, wasDamaged, writer);
    if (ending) return ending;
    if (event.type === 'damaged') wasDamaged = true;
    if (TOKEN_EVENTS.has(event.type)) {
      const hasThought = stopwatch.sawToken(event.type === 'reasoning-delta');
      if (hasThought) tellTiming(writer, stopwatch);
    }
    writeEvent(writer, event);
  }
  if (!signal.aborted) throw new Error('a provider ended its stream without saying how');
  return endingByAbort(signal);
}

/**
 * Runs a generation from prompt assembly to its stored end. Failures end the answer.
 *
 * @throws what the store threw when that end could not be stored.
 */
export async function runGeneration(run: Run, dependencies: RunDependencies): Promise<void> {
  const stopwatch = createStopwatch();
  let ending: Ending;
  try {
    ending = await followUpstream(run, dependencies, stopwatch);
  } catch (cause) {
    ending = { status: statusOfFailure(run.writer), error: toAppError(cause) };
  }
  const retryAt = retryTimeOf(ending, Date.now());
  await finishAnswer(run, dependencies, ending, { ...stopwatch.timing(), retryAt });
}
