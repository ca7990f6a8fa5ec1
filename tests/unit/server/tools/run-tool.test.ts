import { afterEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { MAX_RESULT_BYTES, runTool, TOOL_TIME_LIMIT_MS } from '@/lib/server/tools/run-tool';
import { fakeTool, toolContext } from '../../../support/fake-tool';

const giving = (text: string) => fakeTool(async () => ({ text }));
const throwing = (thrown: unknown) =>
  fakeTool(() => {
    throw thrown;
  });
const run = (tool: ReturnType<typeof fakeTool>) => runTool(tool, {}, toolContext());

afterEach(() => void vi.useRealTimers());

describe('the result of a tool', () => {
  test('is what it gave, with how long it took', async () => {
    const output = await run(giving('seven'));
    expect(output).toEqual({ text: 'seven', isError: false, ms: expect.any(Number), images: [] });
  });

  test('is stored characters only', async () => {
    expect((await run(giving('a\u0000b\ud800c'))).text).toBe('ab\ufffdc');
  });

  test.each([
    ['a', 50_000_000],
    ['é', 40_000],
    ['🙂', 30_000],
    ['🙂', 16_385],
  ])('of many %s is shortened to 64 KiB and says so', async (character, count) => {
    const { text } = await run(giving(character.repeat(count)));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_RESULT_BYTES);
    expect(Buffer.byteLength(text)).toBeGreaterThan(MAX_RESULT_BYTES - 8);
    expect(text).toMatch(/\n\[shortened: \d+ bytes in all\]$/);
    expect(text).not.toContain('\ufffd');
  });

  test('of just 64 KiB is whole', async () => {
    const whole = '🙂'.repeat(MAX_RESULT_BYTES / 4);
    expect((await run(giving(whole))).text).toBe(whole);
  });
});

describe('a tool that fails', () => {
  test('with an expected failure is told by its code', async () => {
    const output = await run(throwing(new AppError('image-damaged', { name: 'cat.png' })));
    expect(output).toMatchObject({
      isError: true,
      text: 'The tool failed: image-damaged (name: cat.png).',
    });
  });

  test('in any other way tells nothing of it', async () => {
    for (const thrown of [new Error('password is hunter2'), 'hunter2', undefined]) {
      expect(await run(throwing(thrown))).toMatchObject({
        isError: true,
        text: 'The tool failed.',
      });
    }
  });
});

describe('a tool that hangs', () => {
  test('is left after 20 s, and its signal told', async () => {
    vi.useFakeTimers();
    let seen: AbortSignal | undefined;
    const hanging = fakeTool((_input, { signal }) => {
      seen = signal;
      return new Promise(() => {});
    });
    const running = run(hanging);
    await vi.advanceTimersByTimeAsync(TOOL_TIME_LIMIT_MS);
    expect(await running).toMatchObject({
      isError: true,
      text: 'The tool did not answer within 20 seconds.',
      ms: TOOL_TIME_LIMIT_MS,
    });
    expect(seen?.aborted).toBe(true);
  });

  test('ends with Stop; one that is stopped before is not called', async () => {
    const stop = new AbortController();
    let calls = 0;
    const hanging = fakeTool(() => {
      calls += 1;
      return new Promise(() => {});
    });
    const running = runTool(hanging, {}, toolContext({ signal: stop.signal }));
    stop.abort();
    expect(await running).toMatchObject({ isError: true, text: 'The call was stopped.' });
    await runTool(hanging, {}, toolContext({ signal: stop.signal }));
    expect(calls).toBe(1);
  });

  test('and fails later makes no noise', async () => {
    vi.useFakeTimers();
    const { promise, reject } = Promise.withResolvers<never>();
    const running = run(fakeTool(() => promise));
    await vi.advanceTimersByTimeAsync(TOOL_TIME_LIMIT_MS);
    await running;
    reject(new Error('late'));
    await vi.advanceTimersByTimeAsync(1);
  });
});
