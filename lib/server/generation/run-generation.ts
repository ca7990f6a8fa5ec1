import 'server-only';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { AnswerNote } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { ProviderEvent } from '../provider/provider';
import { askWithinImageLimit } from './ask-within-image-limit';
import type { GenerationDependencies, RunDependencies } from './dependencies';
import { type Ending, finishAnswer } from './finish-answer';
import { preparePrompt } from './prepare-prompt';
import type { Run } from './run';
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

function endingOf(event: ProviderEvent, wasDamaged: boolean, writer: AnswerWriter): Ending | null {
  if (event.type === 'finish') {
    const { finishReason, usage } = event;
    const status = finishReason === 'content-filter' ? 'refused' : 'done';
    const note = wasDamaged ? 'damaged' : event.note;
    return { status, finishReason, usage, note };
  }
  if (event.type !== 'error') return null;
  const note: AnswerNote | undefined =
    event.error.code === 'upstream-answer-size' ? 'too-long' : undefined;
  return { status: statusOfFailure(writer), error: event.error, usage: event.usage, note };
}

/** The end that we brought about ourselves. */
const endingByAbort = (signal: AbortSignal): Ending => ({
  status: signal.reason === 'cut' ? 'cut' : 'stopped',
});

/** Follows the upstream to the end and writes every delta. */
async function followUpstream(
  run: Run,
  dependencies: GenerationDependencies,
  onToken: () => void,
): Promise<Ending> {
  const { actor, model, writer, signal } = run;
  if (signal.aborted) return endingByAbort(signal);
  const provider = dependencies.connections.provider(model.connectionId);
  if (!provider) throw new Error(`no provider for ${model.connectionId}`);
  const loadImage = dependencies.attachments.readForUpstream.bind(dependencies.attachments, actor);
  const ask = async (asked: ModelDescriptor) => {
    const prompt = await preparePrompt({ ...run, model: asked }, dependencies, provider);
    return provider.stream({ model: asked, prompt, loadImage }, signal);
  };
  let wasDamaged = false;
  for await (const event of askWithinImageLimit(model, ask)) {
    const ending = endingOf(event, wasDamaged, writer);
    if (ending) return ending;
    if (event.type === 'damaged') wasDamaged = true;
    if (TOKEN_EVENTS.has(event.type)) onToken();
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
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  let firstTokenMs: number | undefined;
  let ending: Ending;
  try {
    ending = await followUpstream(run, dependencies, () => {
      firstTokenMs ??= elapsed();
    });
  } catch (cause) {
    ending = { status: statusOfFailure(run.writer), error: toAppError(cause) };
  }
  await finishAnswer(run, dependencies, ending, { firstTokenMs, totalMs: elapsed() });
}
