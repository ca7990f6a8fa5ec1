import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId, type GenerationId } from '@/lib/domain/ids';
import { createChunkLog } from '@/lib/server/generation/chunk-log';
import { FrameReader } from '../../../support/frame-reader';
import { uuidOf } from '../../../support/messages';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ID = asId<GenerationId>(uuidOf(9));
const delta = (text: string) => ({ type: 'text-delta', id: '1', delta: text }) as const;

function logOf(...texts: string[]) {
  const log = createChunkLog(ID);
  for (const text of texts) log.append(delta(text));
  return log;
}

async function rawText(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

test('frames carry the generation and a number from 1; the end sign comes last', async () => {
  const log = logOf('a', 'é\n\nb');
  log.end();
  expect(await rawText(log.read(0))).toBe(
    [
      `id: ${ID}:1\ndata: {"type":"text-delta","id":"1","delta":"a"}\n\n`,
      `id: ${ID}:2\ndata: {"type":"text-delta","id":"1","delta":"é\\n\\nb"}\n\n`,
      'data: [DONE]\n\n',
    ].join(''),
  );
});

test.each([0, 1, 2, 3, 99])(
  'a reader that has %d chunks gets the others, also those to come',
  async (after) => {
    const log = logOf('1', '2');
    const reader = new FrameReader(log.read(after));
    log.append(delta('3'));
    log.end();
    await reader.rest();
    const expected = after > 2 ? [3] : [1, 2, 3].slice(after);
    expect(reader.sequences).toEqual(expected);
    expect(reader.isComplete).toBe(true);
  },
);

test('readers follow at their own places', async () => {
  const log = logOf('1');
  const early = new FrameReader(log.read(0));
  log.append(delta('2'));
  const late = new FrameReader(log.read(2));
  log.append(delta('3'));
  log.end();
  expect((await early.rest()).text).toBe('123');
  expect((await late.rest()).text).toBe('3');
  expect((await new FrameReader(log.read(0)).rest()).text).toBe('123');
});

test('a reader that leaves disturbs nobody', async () => {
  const log = logOf('1');
  const leaving = new FrameReader(log.read(0));
  const staying = new FrameReader(log.read(0));
  await leaving.next();
  await leaving.cancel();
  log.append(delta('2'));
  log.end();
  expect((await staying.rest()).text).toBe('12');
  expect(vi.getTimerCount()).toBe(0);
});

test('a reader too far behind is let go without the end sign, and finds the rest again', async () => {
  const log = logOf('begin');
  const slow = log.read(0);
  const quick = new FrameReader(log.read(0));
  const piece = 'x'.repeat(1000);
  for (let count = 0; count < 400; count += 1) {
    log.append(delta(piece));
    await quick.next();
  }
  log.end();
  expect((await quick.rest()).sequences).toHaveLength(401);

  const behind = await new FrameReader(slow).rest();
  expect(behind.isComplete).toBe(false);
  const last = behind.sequences.at(-1) ?? 0;
  expect(last * 1000).toBeGreaterThan(200 * 1024);
  expect(last * 1000).toBeLessThan(260 * 1024);
  const again = await new FrameReader(log.read(last)).rest();
  expect(again.isComplete).toBe(true);
  expect([...behind.sequences, ...again.sequences]).toEqual(quick.sequences);
});

test('a long answer is replayed whole, whatever its size', async () => {
  const log = logOf(...Array.from({ length: 600 }, () => 'x'.repeat(1000)));
  const reader = new FrameReader(log.read(0));
  log.append(delta('new'));
  log.end();
  expect((await reader.rest()).sequences).toHaveLength(601);
  expect(reader.isComplete).toBe(true);
});

test('a beat every 15 seconds while somebody waits, and no timer without readers', async () => {
  const log = logOf();
  expect(vi.getTimerCount()).toBe(0);
  const first = log.read(0);
  const second = log.read(0);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(45_000);
  await second.cancel();
  expect(vi.getTimerCount()).toBe(1);
  log.end();
  expect(vi.getTimerCount()).toBe(0);
  expect(await rawText(first)).toBe(': beat\n\n'.repeat(3).concat('data: [DONE]\n\n'));
});

test('a silent reader is let go by its beats at last', () => {
  const log = logOf();
  log.read(0);
  vi.advanceTimersByTime(15_000 * 40_000);
  expect(vi.getTimerCount()).toBe(0);
});
