import { afterEach, describe, expect, it, vi } from 'vitest';
import { ImagePool, type ImageWorker } from '@/lib/client/image/image-pool';
import type { ImageJobReply } from '@/lib/client/image/prepared-image';
import { imageFile } from '../draft/fake-ports';

type FakeWorker = ImageWorker & { files: string[]; isEnded: boolean };

const reply: ImageJobReply = { status: 'refused', code: 'image-type' };

function setUp(size = 2) {
  const workers: FakeWorker[] = [];
  const spawn = (): ImageWorker => {
    const worker: FakeWorker = {
      files: [],
      isEnded: false,
      onmessage: null,
      onerror: null,
      postMessage: ({ file }) => void worker.files.push(file.name),
      terminate: () => {
        worker.isEnded = true;
      },
    };
    workers.push(worker);
    return worker;
  };
  const answer = (index: number) =>
    workers[index]?.onmessage?.(new MessageEvent('message', { data: reply }));
  const pool = new ImagePool(spawn, size);
  const run = (name: string, signal = new AbortController().signal) =>
    pool.run({ file: imageFile(name), maxEdge: 1540 }, signal);
  return { workers, answer, run };
}

afterEach(() => void vi.useRealTimers());

describe('ImagePool', () => {
  it('starts workers as they are needed, and gives files in order to whoever is free', async () => {
    const { workers, answer, run } = setUp();
    const results = ['a', 'b', 'c', 'd'].map((name) => run(name));
    expect(workers.map(({ files }) => files)).toEqual([['a'], ['b']]);
    answer(1);
    expect(workers.map(({ files }) => files)).toEqual([['a'], ['b', 'c']]);
    answer(0);
    answer(0);
    answer(1);
    expect(await Promise.all(results)).toEqual([reply, reply, reply, reply]);
    expect(workers).toHaveLength(2);
  });

  it('never starts a file whose turn has not come when it is aborted', async () => {
    const { workers, answer, run } = setUp(1);
    void run('a');
    const aborting = new AbortController();
    const waiting = run('b', aborting.signal);
    void run('c');
    aborting.abort(new Error('removed'));
    await expect(waiting).rejects.toThrow('removed');
    answer(0);
    expect(workers[0]?.files).toEqual(['a', 'c']);
  });

  it('ends the worker of a running file when it is aborted, and goes on with another', async () => {
    const { workers, run } = setUp(1);
    const aborting = new AbortController();
    const running = run('a', aborting.signal);
    void run('b');
    aborting.abort(new Error('removed'));
    await expect(running).rejects.toThrow('removed');
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(workers[1]?.files).toEqual(['b']);
  });

  it('refuses at once what is aborted already', async () => {
    const { workers, run } = setUp();
    await expect(run('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(workers).toHaveLength(0);
  });

  it('fails the file of a worker that breaks down, and goes on', async () => {
    const { workers, run } = setUp(1);
    const broken = run('a');
    void run('b');
    workers[0]?.onerror?.(Object.assign(new Event('error'), ERROR_FIELDS));
    await expect(broken).rejects.toMatchObject({ code: 'internal' });
    expect(workers[1]?.files).toEqual(['b']);
  });

  it('gives the memory of idle workers back', async () => {
    vi.useFakeTimers();
    const { workers, answer, run } = setUp();
    const first = run('a');
    answer(0);
    await first;
    vi.advanceTimersByTime(29_000);
    expect(workers[0]?.isEnded).toBe(false);
    void run('b');
    vi.advanceTimersByTime(60_000);
    expect(workers[0]?.isEnded).toBe(false);
    answer(0);
    vi.advanceTimersByTime(30_000);
    expect(workers[0]?.isEnded).toBe(true);
    void run('c');
    expect(workers[1]?.files).toEqual(['c']);
  });
});

/** Node has no `ErrorEvent`. */
const ERROR_FIELDS = { message: '', filename: '', lineno: 0, colno: 0, error: null };
