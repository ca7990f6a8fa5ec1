import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId, type GenerationId } from '@/lib/domain/ids';
import { createChunkCommitter } from '@/lib/server/generation/chunk-committer';
import type { ChunkBatch, GenerationStore } from '@/lib/server/generation-store/generation-store';

const [A, B] = ['a', 'b'].map((name) => asId<GenerationId>(name)) as [GenerationId, GenerationId];

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    }),
);
afterEach(() => void vi.useRealTimers());

function opened() {
  const append = vi.fn(async (_batches: readonly ChunkBatch[]): Promise<GenerationId[]> => []);
  const logged: string[] = [];
  const lost: GenerationId[] = [];
  const log = (event: string) => void logged.push(event);
  const committer = createChunkCommitter({
    // Only this of the store is used.
    store: { append } as Partial<GenerationStore> as GenerationStore,
    logger: { info: log, warn: log, error: log },
    onLost: (id) => lost.push(id),
  });
  return { append, logged, lost, committer };
}

test('chunks of all answers are stored together, a quarter of a second later at most', async () => {
  const { append, committer } = opened();
  committer.add(A, 1, '"a1"');
  committer.add(B, 4, '"b4"');
  committer.add(A, 2, '"a2"');
  expect(append).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(250);
  expect(append.mock.calls).toEqual([
    [
      [
        { generationId: A, first: 1, chunks: ['"a1"', '"a2"'] },
        { generationId: B, first: 4, chunks: ['"b4"'] },
      ],
    ],
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a commit that fails loses nothing and keeps the order', async () => {
  const { append, logged, committer } = opened();
  append.mockRejectedValueOnce(new Error('disk full'));
  committer.add(A, 1, '1');
  await committer.flush();
  committer.add(A, 2, '2');
  committer.add(B, 1, 'b');
  expect(logged).toEqual(['commit-failed']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(append.mock.lastCall).toEqual([
    [
      { generationId: A, first: 1, chunks: ['1', '2'] },
      { generationId: B, first: 1, chunks: ['b'] },
    ],
  ]);
});

test('a later chunk is never stored before an earlier one', async () => {
  const { append, committer } = opened();
  const slow = Promise.withResolvers<GenerationId[]>();
  append.mockReturnValueOnce(slow.promise);
  committer.add(A, 1, '1');
  const first = committer.flush();
  await Promise.resolve();
  committer.add(A, 2, '2');
  const second = committer.flush();
  await Promise.resolve();
  expect(append).toHaveBeenCalledTimes(1);
  slow.resolve([]);
  await Promise.all([first, second]);
  expect(append).toHaveBeenCalledTimes(2);
});

test('what is withdrawn is what no commit has stored, one under way included', async () => {
  const { append, committer } = opened();
  const slow = Promise.withResolvers<GenerationId[]>();
  append.mockReturnValueOnce(slow.promise);
  committer.add(A, 1, '1');
  void committer.flush();
  committer.add(A, 2, '2');
  const withdrawn = committer.withdraw(A);
  slow.reject(new Error('disk full'));
  expect(await withdrawn).toEqual({ generationId: A, first: 1, chunks: ['1', '2'] });
  expect(await committer.withdraw(A)).toBeNull();
});

test('a slow store that is kept busy by others is waited for no longer than it takes', async () => {
  const { append, committer } = opened();
  append.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve([]), 300)));
  const busy = setInterval(() => committer.add(B, 1, 'b'), 50);
  committer.add(A, 1, '1');
  void committer.flush();
  committer.add(A, 2, '2');
  const withdrawn = committer.withdraw(A);
  await vi.advanceTimersByTimeAsync(1_000);
  clearInterval(busy);
  // The commit that followed has taken it along.
  expect(await withdrawn).toBeNull();
  const stored = append.mock.calls.flatMap(([batches]) => batches);
  expect(stored).toContainEqual({ generationId: A, first: 2, chunks: ['2'] });
});

test('an answer that is another process’s now is told', async () => {
  const { append, lost, committer } = opened();
  append.mockResolvedValueOnce([B]);
  committer.add(A, 1, '1');
  committer.add(B, 1, '1');
  await committer.flush();
  expect(lost).toEqual([B]);
});
