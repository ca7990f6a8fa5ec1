import 'server-only';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { AnswerNote } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import type { ProviderEvent } from '../provider/provider';
import { askWithinImageLimit } from './ask-within-image-limit';
import { assembleTurn } from './assemble-turn';
import type { GenerationDependencies, RunDependencies } from './dependencies';
import { type Ending, finishAnswer } from './finish-answer';
import type { Run } from './run';
import type { AnswerWriter } from './write-answer';
import { writeEvent } from './write-event';

const CONTINUATION =
  'Continue your last answer exactly where it ended. Do not repeat any of it and do not comment on it.';

/** What the model itself wrote. */
const TOKEN_EVENTS: ReadonlySet<ProviderEvent['type']> = new Set([
  'text-delta',
  'reasoning-delta',
  'tool-call',
]);

/**
 * Assembles the prompt of a run and tells the reader what the call is made with.
 *
 * @throws AppError `context-full` where the person wants to be asked before anything is left out.
 */
async function preparePrompt(run: Run, dependencies: GenerationDependencies) {
  const { actor, turn, model, writer } = run;
  const tree = await dependencies.conversations.read(actor, turn.conversationId);
  if (!tree) throw new AppError('not-found');
  const branch = pathTo(tree.messages, turn.answer.parentId);
  const { conversation } = tree;
  const { prompt, omissions, excessTokens, estimate } = await assembleTurn(dependencies, actor, {
    conversation,
    branch: run.isContinuation ? [...branch, turn.answer] : branch,
    model,
    timeZone: run.timeZone,
    continuation: run.isContinuation ? CONTINUATION : undefined,
  });
  const { temperature, maxOutputTokens } = prompt.settings;
  const settings = { temperature, maxOutputTokens, imageLimit: imageLimitOf(model) };
  const call = { ...turn.answer.call, ...settings, omissions, estimate };
  writer.write({ type: 'message-metadata', messageMetadata: { call } });
  if (excessTokens > 0 && conversation.settings.contextStrategy === 'stop') {
    throw new AppError('context-full');
  }
  return prompt;
}

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
    const prompt = await preparePrompt({ ...run, model: asked }, dependencies);
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
