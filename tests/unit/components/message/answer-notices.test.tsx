import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnswerNotices } from '@/components/message/answer-notices';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { renderWords } from '../../../support/render-words';

const NOW = Date.UTC(2026, 0, 1);
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const notices = (metadata: ChunkMetadata, isOnlyThought = false) =>
  renderWords(<AnswerNotices metadata={metadata} isOnlyThought={isOnlyThought} />);

describe('one request too many', () => {
  const failed = (retryInMs: number) =>
    notices({
      status: 'failed',
      errorCode: 'upstream-rate',
      timing: { totalMs: 3, retryAt: NOW + retryInMs },
    });

  test('says when it can be tried again, outside of what is read out at once', () => {
    const card = failed(14_200);
    expect(card).toContain('takes requests again in 15 s');
    const alert = /<div role="alert">(.*?)<\/div>/.exec(card)?.[1];
    expect(alert).toContain('no more requests');
    expect(alert).not.toContain('15 s');
  });

  test.each([
    ['over', 0],
    ['long over', -86_400_000],
    ['so far off that the clocks must differ', 86_400_000],
  ])('says nothing of it when the time is %s', (_name, retryInMs) => {
    expect(failed(retryInMs)).not.toContain('requests again');
  });
});

test('an answer that ended while the model was thinking says so in place of the usual words', () => {
  expect(notices({ status: 'cut' }, true)).toContain('before it began to answer');
  expect(notices({ status: 'cut' })).toContain('cut off');
  expect(notices({ status: 'done' }, true)).toBe('');
});
