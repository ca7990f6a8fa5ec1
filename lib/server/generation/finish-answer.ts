import 'server-only';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { Chunk, ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { AnswerNote, FinishReason, MessageStatus, Timing, Usage } from '@/lib/domain/message';
import type { Verdict } from '@/lib/domain/structured/verdict';
import type { AnswerUpdate } from '../conversation-store/conversation-store';
import type { RunDependencies } from './dependencies';
import type { Run } from './run';

/** How an answer ended. */
export type Ending = {
  status: Exclude<MessageStatus, 'streaming'>;
  finishReason?: FinishReason | undefined;
  usage?: Usage | undefined;
  note?: AnswerNote | undefined;
  verdict?: Verdict | undefined;
  error?: AppError | undefined;
};

/** Waits before an end is stored once more while the store cannot be written, in milliseconds. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/** The chunks that tell an end. */
function lastChunks(
  { status, error }: Ending,
  messageMetadata: ChunkMetadata,
  requestId: string,
): Chunk[] {
  if (error) {
    const last = { type: 'error', errorText: error.code, requestId } as const;
    return [{ type: 'message-metadata', messageMetadata }, last];
  }
  if (status === 'stopped')
    return [{ type: 'message-metadata', messageMetadata }, { type: 'abort' }];
  return [{ type: 'finish', messageMetadata }];
}

/** Tries to do something until the store takes it; the last failure is thrown. */
async function patiently(save: () => Promise<void>, onFailure: (error: unknown) => void) {
  for (const delay of RETRY_DELAYS_MS) {
    try {
      return await save();
    } catch (error) {
      onFailure(error);
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
  return save();
}

/** Stores an end; a store that is away for a while is waited for. */
async function saveEnd(
  run: Run,
  { committer, conversations, logger }: RunDependencies,
  update: AnswerUpdate,
  last: Chunk[],
) {
  const { actor, turn, log, requestId } = run;
  log.detach();
  const unsaved = await committer.withdraw(log.generationId);
  const tail = {
    generationId: log.generationId,
    first: unsaved?.first ?? log.length() + 1,
    chunks: [...(unsaved?.chunks ?? []), ...last.map((chunk) => JSON.stringify(chunk))],
  };
  try {
    await patiently(
      () => conversations.saveAnswer(actor, turn.answer.id, update, tail),
      (error) => logger.error('save-failed', { requestId, reason: String(error) }),
    );
  } catch (error) {
    // Its words at least, for whoever cuts it.
    if (unsaved) await committer.giveBack(unsaved);
    throw error;
  }
}

/** Stores the final state, then tells the reader: what is told is already safe. */
export async function finishAnswer(
  run: Run,
  dependencies: RunDependencies,
  ending: Ending,
  timing: Timing,
): Promise<void> {
  const { turn, writer, requestId } = run;
  writer.closePart();
  const { status, error, ...facts } = ending;
  const ids = error ? { errorCode: error.code, requestId } : {};
  const messageMetadata: ChunkMetadata = { status, ...facts, timing, ...ids };
  const last = lastChunks(ending, messageMetadata, requestId);
  const { parts, metadata } = writer.answer();
  const call = metadata.call ?? turn.answer.call;
  await saveEnd(run, dependencies, { ...messageMetadata, status, parts, call }, last);
  if (error) {
    const reason = error.cause instanceof Error ? error.cause.message : undefined;
    dependencies.logger.warn(error.code, { requestId, status, ms: timing.totalMs, reason });
  }
  for (const chunk of last) writer.write(chunk);
}
