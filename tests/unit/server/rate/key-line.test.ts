import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import type { QueuePlace } from '@/lib/domain/generation/queue-place';
import { createKeyLine } from '@/lib/server/rate/key-line';
import { createMemoryTokenStore } from '@/lib/server/rate/memory-token-store';
import type { RequestLine } from '@/lib/server/rate/request-line';
import type { TokenStore } from '@/lib/server/rate/token-store';
import { FakeClock } from '../../../support/fake-clock';

/** One who wants to send, with everything told. */
function askAt(line: RequestLine, id: string) {
  const controller = new AbortController();
  const places: (QueuePlace | null)[] = [];
  const state = { isIn: false, error: undefined as unknown };
  const entered = line.enter({ id, onPlace: (place) => places.push(place) }, controller.signal);
  void entered.then(
    () => Object.assign(state, { isIn: true }),
    (error: unknown) => Object.assign(state, { error }),
  );
  const stop = () => controller.abort('stopped');
  return { state, places, stop, lastPlace: () => places.at(-1) };
}

function openLine(size: number | null, wrap = (tokens: TokenStore) => tokens) {
  const clock = new FakeClock();
  const tokens = wrap(createMemoryTokenStore(clock.now));
  const bucket = size === null ? null : { id: 'key', size };
  return { clock, line: createKeyLine({ bucket: () => bucket, tokens, clock }) };
}

describe('a key of two requests a minute', () => {
  test('two go at once and are told nothing; the third waits until a minute after the first', async () => {
    const { clock, line } = openLine(2);
    const [first, second] = [askAt(line, 'a'), askAt(line, 'a')];
    await clock.pass(10_000);
    const third = askAt(line, 'a');
    await clock.settle();
    expect([first.state.isIn, second.state.isIn, third.state.isIn]).toEqual([true, true, false]);
    expect([first.places, second.places]).toEqual([[], []]);
    expect(third.places).toEqual([{ place: 1, expectedMs: 50_000 }]);
    await clock.pass(49_999);
    expect(third.state.isIn).toBe(false);
    await clock.pass(1);
    expect(third.state.isIn).toBe(true);
    expect(third.lastPlace()).toBeNull();
  });

  test('those who wait are told their place, and every five seconds how long it takes', async () => {
    const { clock, line } = openLine(2);
    for (const id of ['a', 'a']) askAt(line, id);
    await clock.settle();
    const waiting = [askAt(line, 'a'), askAt(line, 'a'), askAt(line, 'b')];
    await clock.pass(5_000);
    expect(waiting.map(({ lastPlace }) => lastPlace())).toEqual([
      { place: 1, expectedMs: 55_000 },
      { place: 3, expectedMs: 115_000 },
      { place: 2, expectedMs: 55_000 },
    ]);
    expect(waiting[0]?.places.length).toBeLessThan(6);
  });

  test('one who stops leaves at once, uses no token, and the others move up', async () => {
    const { clock, line } = openLine(2);
    for (const id of ['a', 'a']) askAt(line, id);
    await clock.settle();
    const [leaving, staying] = [askAt(line, 'a'), askAt(line, 'a')];
    await clock.settle();
    leaving.stop();
    await clock.settle();
    expect(leaving.state).toEqual({ isIn: false, error: 'stopped' });
    expect(staying.lastPlace()).toMatchObject({ place: 1 });
    await clock.pass(60_000);
    expect([leaving.state.isIn, staying.state.isIn]).toEqual([false, true]);
    // The second token is still there for the next.
    const next = askAt(line, 'a');
    await clock.settle();
    expect(next.state.isIn).toBe(true);
  });

  test('a refusal holds here too where the store cannot be told of it', async () => {
    const away = () => Promise.reject(new AppError('store-unavailable'));
    const { clock, line } = openLine(2, (tokens) => ({ ...tokens, block: away }));
    expect(await line.refused(20)).toBe(20_000);
    const waiting = askAt(line, 'a');
    await clock.pass(19_999);
    expect(waiting.state.isIn).toBe(false);
    await clock.pass(1);
    expect(waiting.state.isIn).toBe(true);
  });

  test('one who has stopped before does not join', async () => {
    const { line } = openLine(2);
    await expect(line.enter({ id: 'a' }, AbortSignal.abort('stopped'))).rejects.toBe('stopped');
  });

  test('after a refusal nothing goes, and then one after another', async () => {
    const { clock, line } = openLine(2);
    expect(await line.refused(7)).toBe(7_000);
    const [first, second] = [askAt(line, 'a'), askAt(line, 'b')];
    await clock.settle();
    expect(first.lastPlace()).toEqual({ place: 1, expectedMs: 7_000 });
    expect(second.lastPlace()).toEqual({ place: 2, expectedMs: 37_000 });
    await clock.pass(7_000);
    expect([first.state.isIn, second.state.isIn]).toEqual([true, false]);
    await clock.pass(30_000);
    expect(second.state.isIn).toBe(true);
  });
});

describe('a key without a limit', () => {
  test('everything goes at once until a refusal, and again after it', async () => {
    const { clock, line } = openLine(null);
    const many = Array.from({ length: 50 }, () => askAt(line, 'a'));
    await clock.settle();
    expect(many.every(({ state }) => state.isIn)).toBe(true);
    await line.refused(3);
    const waiting = [askAt(line, 'a'), askAt(line, 'a')];
    await clock.pass(2_999);
    expect(waiting.some(({ state }) => state.isIn)).toBe(false);
    await clock.pass(1);
    expect(waiting.every(({ state }) => state.isIn)).toBe(true);
  });

  test('refusals in a row that name no time: 5, 15, 45, 45 s; an answer begins anew', async () => {
    const { clock, line } = openLine(null);
    for (const wait of [5_000, 15_000, 45_000, 45_000]) {
      expect(await line.refused(undefined)).toBe(wait);
      await clock.pass(wait);
    }
    line.accepted();
    expect(await line.refused(undefined)).toBe(5_000);
  });

  test('refusals of requests that were under way together are one', async () => {
    const { clock, line } = openLine(null);
    expect(await line.refused(undefined)).toBe(5_000);
    await clock.pass(1_000);
    expect(await line.refused(undefined)).toBe(4_000);
    // One that names a longer time is believed, a shorter one changes nothing.
    expect(await line.refused(20)).toBe(20_000);
    expect(await line.refused(1)).toBe(20_000);
    await clock.pass(20_000);
    expect(await line.refused(undefined)).toBe(15_000);
  });

  test('a server that wants hours is asked again after ten minutes', async () => {
    const { line } = openLine(null);
    expect(await line.refused(3_600)).toBe(600_000);
  });
});

describe('a store that cannot be asked', () => {
  const failing = (error: unknown) => {
    const failures = [error];
    return (tokens: TokenStore): TokenStore => ({
      ...tokens,
      take: async (bucket) => {
        if (failures.length > 0) throw failures.pop();
        return tokens.take(bucket);
      },
    });
  };

  test('for a while is asked again', async () => {
    const { clock, line } = openLine(2, failing(new AppError('store-unavailable')));
    const asker = askAt(line, 'a');
    await clock.settle();
    expect(asker.state).toEqual({ isIn: false, error: undefined });
    await clock.pass(1_000);
    expect(asker.state.isIn).toBe(true);
  });

  test('for another reason fails those who wait, not those who come later', async () => {
    const mistake = new Error('a mistake');
    const { clock, line } = openLine(2, failing(mistake));
    const asker = askAt(line, 'a');
    await clock.settle();
    expect(asker.state.error).toBe(mistake);
    const next = askAt(line, 'a');
    await clock.settle();
    expect(next.state.isIn).toBe(true);
  });
});
