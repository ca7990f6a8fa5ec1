import { expect, test } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import type { ConfiguredServer } from '@/lib/server/connections/connections-config';
import { createUpstreamConnection } from '@/lib/server/connections/upstream-connection';
import { REAL_DEPENDENCIES } from '@/lib/server/provider/openai-compatible/openai-compatible-provider';
import { OPEN_LINE } from '@/lib/server/rate/request-line';
import type { KeyUse } from '@/lib/server/rate/request-lines';

/** How many requests a minute a connection is made with. */
function rateOf(server: Partial<ConfiguredServer>): number | null {
  const uses: KeyUse[] = [];
  const lines = {
    of(use: KeyUse) {
      uses.push(use);
      return OPEN_LINE;
    },
  };
  const profiles = createMemoryConnectionProfileStore();
  const whole = { id: 'a', label: 'A', baseUrl: 'http://127.0.0.1:8000/v1', ...server };
  const { endpoint } = createUpstreamConnection(whole, { ...REAL_DEPENDENCIES, lines, profiles });
  expect(endpoint?.requestsPerMinute).toBe(uses[0]?.requestsPerMinute);
  return uses[0]?.requestsPerMinute ?? null;
}

test('NVIDIA allows a key 40 requests a minute, others any number, unless somebody says otherwise', () => {
  const baseUrl = 'https://integrate.api.nvidia.com/v1';
  expect(rateOf({ baseUrl })).toBe(40);
  expect(rateOf({ baseUrl, requestsPerMinute: 10 })).toBe(10);
  expect(rateOf({ baseUrl, requestsPerMinute: null })).toBeNull();
  expect(rateOf({})).toBeNull();
  expect(rateOf({ requestsPerMinute: 7 })).toBe(7);
});
