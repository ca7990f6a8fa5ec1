import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId, type GenerationId } from '@/lib/domain/ids';
import type { Generation } from '@/lib/server/generation/generation';
import { startPulse } from '@/lib/server/generation/pulse';
import type { Registry } from '@/lib/server/generation/registry';
import type { GenerationSignals } from '@/lib/server/generation-store/generation-signals';
import type { GenerationStore, Pulse } from '@/lib/server/generation-store/generation-store';

const id = asId<GenerationId>('a');
const well: Pulse = { lost: [], stopRequested: [] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function opened({ isListening = true } = {}) {
  const beat = vi.fn(async (_ids: readonly GenerationId[]): Promise<Pulse> => well);
  const cutAbandoned = vi.fn(async (_silenceMs: number, _living?: readonly GenerationId[]) => 0);
  const stop = vi.fn();
  const logged: string[] = [];
  const log = (event: string) => void logged.push(event);
  const generation = { id, stop } as Partial<Generation> as Generation;
  const find = (wanted: GenerationId) => (wanted === id ? generation : undefined);
  let sayStop = (_id: GenerationId) => {};
  const signals: Partial<GenerationSignals> = {
    isListening: () => isListening,
    onStop(listener) {
      sayStop = listener;
      return () => {};
    },
  };
  const store: Partial<GenerationStore> = { beat, cutAbandoned, removeOldChunks: async () => {} };
  const registry: Partial<Registry> = { all: () => [generation], find };
  // Only these parts are used.
  const dependencies = {
    generationStore: store as GenerationStore,
    signals: signals as GenerationSignals,
    logger: { info: log, warn: log, error: log },
  };
  const end = startPulse(dependencies, registry as Registry);
  return { beat, cutAbandoned, stop, logged, end, sayStop: () => sayStop(id) };
}

test('running answers say every two seconds that they are alive', async () => {
  const { beat, end } = opened();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(beat.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(beat.mock.calls.length).toBeLessThanOrEqual(5);
  expect(beat).toHaveBeenCalledWith([id]);
  end();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('Stop from another process comes by itself, or is asked for twice a second', async () => {
  const heard = opened();
  heard.sayStop();
  expect(heard.stop).toHaveBeenCalledOnce();
  heard.end();

  const deaf = opened({ isListening: false });
  deaf.beat.mockResolvedValue({ lost: [], stopRequested: [id] });
  await vi.advanceTimersByTimeAsync(500);
  expect(deaf.stop).toHaveBeenCalled();
  deaf.end();
});

test('an answer that is another process’s now is written no further', async () => {
  const { beat, stop, end } = opened();
  beat.mockResolvedValue({ lost: [id], stopRequested: [] });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(stop).toHaveBeenCalled();
  end();
});

test('answers of dead processes are looked for, but not while the store was away itself', async () => {
  const { beat, cutAbandoned, logged, end } = opened();
  // A process that has just come does not know whether the store was away before.
  await vi.advanceTimersByTimeAsync(10_000);
  expect(cutAbandoned).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(cutAbandoned).toHaveBeenCalledExactlyOnceWith(10_000, [id]);
  beat.mockRejectedValueOnce(new Error('gone'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(cutAbandoned).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(cutAbandoned.mock.calls.length).toBeGreaterThan(1);
  expect(logged).toEqual(['beat-failed']);
  end();
});

test('a store that lets beats wait is no well one', async () => {
  const { beat, cutAbandoned, end } = opened();
  await vi.advanceTimersByTimeAsync(14_000);
  beat.mockReturnValue(new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(6_000);
  const calls = cutAbandoned.mock.calls.length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(cutAbandoned.mock.calls.length).toBe(calls);
  end();
});
