import 'server-only';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { createChunkLog } from './chunk-log';
import type { RunDependencies } from './dependencies';
import { type Ending, finishAnswer } from './finish-answer';
import type { Generation } from './generation';
import type { Run } from './run';
import { runGeneration } from './run-generation';
import { createAnswerWriter, writeInitialParts } from './write-answer';

/** What a run is started with. */
export type Start = Omit<Run, 'log' | 'writer' | 'signal'>;

/** What a run that could not begin ends with. */
const failure = (cause: unknown): Ending => ({ status: 'failed', error: toAppError(cause) });

function announce(run: Run): void {
  const { conversationId, generationId, answer } = run.turn;
  const { parentId, createdAt, call } = answer;
  const status = 'streaming' as const;
  run.writer.write({
    type: 'start',
    messageId: answer.id,
    messageMetadata: { conversationId, generationId, parentId, createdAt, call, status },
  });
  writeInitialParts(run.writer, answer.parts);
}

/** Ends a run where the platform would; returns how to take that back. */
function limitRun(controller: AbortController, { runLimitMs }: RunDependencies): () => void {
  if (runLimitMs === null) return () => {};
  const timer = setTimeout(() => controller.abort('cut'), runLimitMs);
  return () => clearTimeout(timer);
}

/**
 * Makes the generation of a stored turn. It begins to ask the upstream once its turn has come.
 *
 * @param turnToRun - Resolves when the answers before it in the conversation have ended, or it is aborted;
 * rejects when that cannot be known: the answer is `failed` then.
 */
export function createGeneration(
  start: Start,
  dependencies: RunDependencies,
  turnToRun: (signal: AbortSignal) => Promise<void>,
): Generation {
  const { actor, turn } = start;
  const log = createChunkLog(turn.generationId, dependencies.committer);
  const writer = createAnswerWriter(log, dependencies.pacer);
  const controller = new AbortController();
  const run: Run = { ...start, log, writer, signal: controller.signal };
  announce(run);
  const unlimit = limitRun(controller, dependencies);
  const ended = turnToRun(controller.signal)
    .then(
      () => runGeneration(run, dependencies),
      (cause) => finishAnswer(run, dependencies, failure(cause), { totalMs: 0 }),
    )
    .catch((error: unknown) => {
      // Only the store can fail here. The answer's stored state stays as it was last saved.
      dependencies.logger.error('generation-lost', {
        requestId: start.requestId,
        reason: String(error),
      });
      writer.write({ type: 'error', errorText: 'store-unavailable', requestId: start.requestId });
    })
    .finally(() => {
      unlimit();
      log.end();
    });
  return {
    id: turn.generationId,
    actor,
    conversationId: turn.conversationId,
    messageId: turn.answer.id,
    read: log.read,
    answer: writer.answer,
    stop: () => controller.abort('stopped'),
    cut: () => controller.abort('cut'),
    ended,
  };
}
