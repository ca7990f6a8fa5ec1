import { expect, test } from 'vitest';
import { createMemoryTokenStore } from '@/lib/server/rate/memory-token-store';
import { createRequestLines } from '@/lib/server/rate/request-lines';
import { Secret } from '@/lib/server/secret';
import { FakeClock } from '../../../support/fake-clock';

function use(key: string, requestsPerMinute: number | null, address = 'https://models.example/v1') {
  return { baseUrl: new URL(address), apiKey: new Secret(key), requestsPerMinute };
}

test('connections share a line by server and key, and the narrowest says how wide it is', async () => {
  const clock = new FakeClock();
  const lines = createRequestLines(createMemoryTokenStore(clock.now), clock);
  const line = lines.of(use('one', null));
  expect(lines.of(use('one', 1))).toBe(line);
  expect(lines.of(use('one', 5))).toBe(line);
  expect(lines.of(use('two', 1))).not.toBe(line);
  expect(lines.of(use('one', 1, 'https://other.example/v1'))).not.toBe(line);

  const { signal } = new AbortController();
  await line.enter({ id: 'a' }, signal);
  let isIn = false;
  void line.enter({ id: 'a' }, signal).then(() => {
    isIn = true;
  });
  await clock.pass(59_999);
  expect(isIn).toBe(false);
  await clock.pass(1);
  expect(isIn).toBe(true);
});
