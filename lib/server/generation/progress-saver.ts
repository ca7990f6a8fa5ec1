import 'server-only';
import type { GenerationDependencies } from './dependencies';
import type { Run } from './run';

/** How much of an answer a crash may cost, in milliseconds. */
const SAVE_INTERVAL_MS = 500;

/** Stores an answer while it is being written, at most twice a second. */
export function createProgressSaver(
  { actor, turn, writer }: Run,
  { conversations, logger }: GenerationDependencies,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();

  const save = () => {
    timer = undefined;
    const { parts } = writer.answer();
    saving = conversations
      .saveAnswer(actor, turn.answer.id, { parts, status: 'streaming' })
      .catch((error: unknown) => logger.error('save-failed', { reason: String(error) }));
  };
  return {
    schedule(): void {
      timer ??= setTimeout(save, SAVE_INTERVAL_MS);
    },
    /** No more saves after this; waits for one under way. */
    async finish(): Promise<void> {
      clearTimeout(timer);
      await saving;
    },
  };
}
