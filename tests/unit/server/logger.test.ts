import { expect, test, vi } from 'vitest';
import { createLogger, type Logger } from '@/lib/server/logger';

/** The lines that reach standard output. */
function linesOf(secrets: readonly string[], write: (logger: Logger) => void): string[] {
  const lines: string[] = [];
  const output = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  write(createLogger(secrets));
  output.mockRestore();
  return lines;
}

test('an event is one JSON line with its time and its facts', () => {
  const [line = '', ...rest] = linesOf([], ({ warn }) =>
    warn('answers-cut', { count: 2, ok: true }),
  );
  expect(rest).toEqual([]);
  expect(line.endsWith('\n')).toBe(true);
  expect(JSON.parse(line)).toEqual({
    level: 40,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    msg: 'answers-cut',
    count: 2,
    ok: true,
  });
});

test.each([
  ['a known secret', 'refused: hunter2-hunter2 is wrong', 'refused: [redacted] is wrong'],
  ['a known secret with signs of patterns', 'a $& (b) c', 'a [redacted] c'],
  ['an NVIDIA key', 'key nvapi-AbC_123-456.', 'key [redacted]'],
  ['an OpenAI key', 'sk-abcdef0123', '[redacted]'],
  ['a bearer', 'authorization: Bearer abc.def/ghi=', 'authorization: [redacted]'],
  ['a bearer in small letters', 'authorization: bearer abc.def/ghi=', 'authorization: [redacted]'],
  ['no secret', 'a task-force asked', 'a task-force asked'],
])('%s in a fact is cut out', (_name, reason, expected) => {
  const secrets = ['hunter2-hunter2', '$& (b)'];
  const [line = ''] = linesOf(secrets, ({ error }) => error('x', { reason, requestId: 'r' }));
  expect(JSON.parse(line)).toMatchObject({ reason: expected, requestId: 'r' });
});

test('an empty secret cuts nothing to pieces', () => {
  const [line = ''] = linesOf([''], ({ info }) => info('x', { reason: 'as it is' }));
  expect(JSON.parse(line)).toMatchObject({ reason: 'as it is' });
});

test('line ends in a fact do not make a second line', () => {
  const [line = '', ...rest] = linesOf([], ({ info }) => info('x', { reason: 'a\n{"level":60}' }));
  expect(rest).toEqual([]);
  expect(line.trimEnd()).not.toContain('\n');
});
