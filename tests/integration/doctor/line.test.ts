import { expect, test } from 'vitest';
import { createMemoryTokenStore } from '@/lib/server/rate/memory-token-store';
import { connectLab } from '../../support/upstream/connect-lab';
import { examine, start } from './examine';

test('every chat request of the doctor takes one of the key’s tokens', async () => {
  const upstream = await start({ profile: 'nvidia' });
  const tokens = createMemoryTokenStore(Date.now);
  let taken = 0;
  const counted: typeof tokens = {
    ...tokens,
    take(bucket) {
      taken += 1;
      return tokens.take(bucket);
    },
  };
  const server = { id: 'upstream', baseUrl: upstream.url, dialect: 'nvidia' } as const;
  const connections = connectLab({ ...server, requestsPerMinute: 1000 }, { tokens: counted });
  const { requests } = await examine(upstream.url, { dependencies: { connections } });
  expect(requests).toBe(taken);
  const chats = upstream.requests.items.filter(({ path }) => path.endsWith('/chat/completions'));
  expect(taken).toBe(chats.length);
  expect(taken).toBeGreaterThan(5);
});
