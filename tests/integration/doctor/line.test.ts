import { expect, test } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { createConnections } from '@/lib/server/connections/connections';
import { createDoctor } from '@/lib/server/doctor/doctor';
import { createMemoryTokenStore } from '@/lib/server/rate/memory-token-store';
import { Secret } from '@/lib/server/secret';
import { start } from './examine';

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
  const server = {
    id: 'upstream',
    label: 'Lab',
    baseUrl: upstream.url,
    apiKey: new Secret('nvapi-1'),
    dialect: 'nvidia',
    requestsPerMinute: 1000,
  } as const;
  const config = { servers: [server], localPorts: [], secrets: [] };
  const doctor = createDoctor({
    connections: createConnections(config, { tokens: counted }),
    profiles: createMemoryConnectionProfileStore(),
    now: () => performance.now(),
    pause: () => Promise.resolve(),
  });
  const { signal } = new AbortController();
  for await (const event of doctor.examine('upstream', { isConfirmed: true, signal })) {
    if (event.type === 'report') expect(event.requests).toBe(taken);
  }
  const chats = upstream.requests.items.filter(({ path }) => path.endsWith('/chat/completions'));
  expect(taken).toBe(chats.length);
  expect(taken).toBeGreaterThan(5);
});
