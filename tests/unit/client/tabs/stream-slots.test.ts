import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Frame } from '@/lib/client/chat/read-event-stream';
import { followAnswerRelay, openAnswerRelay } from '@/lib/client/tabs/answer-relay';
import { takeStreamSlot } from '@/lib/client/tabs/stream-slots';

afterEach(() => vi.unstubAllGlobals());

const lookAt = (visibilityState: 'visible' | 'hidden') =>
  vi.stubGlobal('document', { visibilityState });

async function take() {
  const slot = await takeStreamSlot();
  if (slot) onTestFinished(slot.release);
  return slot;
}

describe('stream slots', () => {
  test('there are three, and one that is released is free again', async () => {
    const slots = [await take(), await take(), await take()];
    expect(slots.every((slot) => slot !== null)).toBe(true);
    lookAt('hidden');
    expect(await take()).toBeNull();
    slots[1]?.release();
    await expect.poll(take).not.toBeNull();
  });

  test('a hidden tab gives its own up to one that is looked at', async () => {
    lookAt('visible');
    const slots = [await take(), await take(), await take()];
    for (const slot of slots) slot?.wanted.addEventListener('abort', slot.release);
    expect(await take()).toBeNull();
    expect(slots.some((slot) => slot?.wanted.aborted)).toBe(false);

    // All of them are hidden in this process; the one that asks does not look again.
    const asked = take();
    lookAt('hidden');
    expect(await asked).not.toBeNull();
    expect(slots.filter((slot) => slot?.wanted.aborted)).toHaveLength(1);
  });

  test('where tabs cannot agree each streams as it likes', async () => {
    vi.stubGlobal('navigator', {});
    const slots = await Promise.all([take(), take(), take(), take()]);
    expect(slots.every((slot) => slot !== null)).toBe(true);
  });
});

const frame = (sequence: number): Frame => ({
  id: `g:${sequence}`,
  sequence,
  data: `"${sequence}"`,
});

async function readAll(frames: ReadableStream<Frame | null>): Promise<(number | null)[]> {
  const read: (number | null)[] = [];
  for await (const each of frames) read.push(each?.sequence ?? null);
  return read;
}

describe('answer relay', () => {
  test('a tab that comes later gets everything from the first frame, once and in order', async () => {
    const relay = await openAnswerRelay('a');
    relay?.pass(frame(1));
    relay?.pass(frame(2));
    const all = readAll(followAnswerRelay('a', undefined));
    relay?.pass(frame(3));
    const [late, first] = followAnswerRelay('a', undefined).tee();
    // It has been told what there is.
    await first.getReader().read();
    relay?.pass(frame(4));
    relay?.close(true);
    expect(await all).toEqual([1, 2, 3, 4, null]);
    expect(await readAll(late)).toEqual([1, 2, 3, 4, null]);
  });

  test('only one tab streams a conversation, and the others learn when it stops', async () => {
    const relay = await openAnswerRelay('b');
    expect(await openAnswerRelay('b')).toBeNull();
    const frames = readAll(followAnswerRelay('b', undefined));
    relay?.pass(frame(1));
    relay?.close(false);
    expect((await frames).includes(null)).toBe(false);
    const next = await openAnswerRelay('b');
    expect(next).not.toBeNull();
    next?.close(true);
  });

  test('a tab that leaves hears nothing any more', async () => {
    const relay = await openAnswerRelay('c');
    const leaving = new AbortController();
    const frames = readAll(followAnswerRelay('c', leaving.signal));
    leaving.abort();
    expect(await frames).toEqual([]);
    relay?.close(true);
  });
});
