import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ParseAnswer, ParseRequest } from '@/components/message/markdown/parse-protocol';
import {
  PARSE_MILLISECONDS,
  ParseQueue,
  type ParseWorker,
} from '@/components/message/markdown/parse-queue';

/** A worker whose answers the test gives. */
class HandWorker implements ParseWorker {
  onmessage: ParseWorker['onmessage'] = null;
  onerror: ParseWorker['onerror'] = null;
  readonly requests: ParseRequest[] = [];
  isTerminated = false;
  postMessage(request: ParseRequest) {
    this.requests.push(request);
  }
  terminate() {
    this.isTerminated = true;
  }
  say(data: ParseAnswer) {
    // The queue reads no more of an event than its data.
    this.onmessage?.call(this as never, { data } as MessageEvent<ParseAnswer>);
  }
  answerLast() {
    const request = this.requests.at(-1);
    const tree = { type: 'root', value: request?.block.source ?? '' };
    this.say({ type: 'parsed', id: request?.id ?? 0, tree });
  }
}

const block = (source: string) => ({ source, definitions: '', hasCaret: false });
let workers: HandWorker[] = [];

function open(): ParseQueue {
  workers = [];
  return new ParseQueue(() => {
    const worker = new HandWorker();
    workers.push(worker);
    return worker;
  });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('blocks are parsed one after the other', async () => {
  const queue = open();
  const both = [queue.parse(block('a')), queue.parse(block('b'))];
  const [worker] = workers;
  expect(worker?.requests).toHaveLength(0);
  worker?.say({ type: 'ready' });
  expect(worker?.requests.map((request) => request.block.source)).toEqual(['a']);
  worker?.answerLast();
  worker?.answerLast();
  expect(await Promise.all(both)).toEqual([
    { type: 'root', value: 'a' },
    { type: 'root', value: 'b' },
  ]);
  expect(workers).toHaveLength(1);
});

test('a block over its time ends the worker, and the next one gets a new worker and its own time', async () => {
  const queue = open();
  const first = queue.parse(block('slow'));
  const second = queue.parse(block('quick'));
  vi.advanceTimersByTime(10 * PARSE_MILLISECONDS);
  expect(workers[0]?.isTerminated).toBe(false);
  workers[0]?.say({ type: 'ready' });
  vi.advanceTimersByTime(PARSE_MILLISECONDS);
  expect(await first).toBe('over');
  expect(workers[0]?.isTerminated).toBe(true);
  workers[1]?.say({ type: 'ready' });
  workers[1]?.answerLast();
  expect(await second).toEqual({ type: 'root', value: 'quick' });
});

test('a block that the parser gives up on is over, and the worker goes on', async () => {
  const queue = open();
  const parsed = queue.parse(block('deep'));
  workers[0]?.say({ type: 'ready' });
  workers[0]?.say({ type: 'parsed', id: workers[0].requests.at(-1)?.id ?? 0, tree: null });
  expect(await parsed).toBe('over');
  expect(workers[0]?.isTerminated).toBe(false);
});

test('where the worker cannot be loaded nobody waits, and the next block tries again', async () => {
  const queue = open();
  const both = [queue.parse(block('a')), queue.parse(block('b'))];
  workers[0]?.onerror?.call(workers[0] as never, {} as ErrorEvent);
  expect(await Promise.all(both)).toEqual(['unavailable', 'unavailable']);
  void queue.parse(block('c'));
  expect(workers).toHaveLength(2);
});

test('a worker is prepared once: one that cannot be loaded waits for a block that needs it', () => {
  const queue = open();
  queue.prepare(() => false);
  expect(workers).toHaveLength(0);
  queue.prepare(() => true);
  expect(workers).toHaveLength(1);
  workers[0]?.onerror?.call(workers[0] as never, {} as ErrorEvent);
  queue.prepare(() => true);
  expect(workers).toHaveLength(1);
  void queue.parse(block('a'));
  expect(workers).toHaveLength(2);
});

test('a browser that makes no workers is one without them, ahead of need as well', async () => {
  const queue = new ParseQueue(() => {
    throw new DOMException('refused', 'SecurityError');
  });
  queue.prepare(() => true);
  expect(await queue.parse(block('a'))).toBe('unavailable');
});
