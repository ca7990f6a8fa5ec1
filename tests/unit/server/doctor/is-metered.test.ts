import { expect, test } from 'vitest';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { createConnections } from '@/lib/server/connections/connections';
import { createDoctor } from '@/lib/server/doctor/doctor';
import { isMetered } from '@/lib/server/doctor/is-metered';
import { OPEN_LINE } from '@/lib/server/rate/request-line';
import { Secret } from '@/lib/server/secret';

function isMeteredAt(address: string, apiKey?: Secret, dialect?: DialectName): boolean {
  const destination = { baseUrl: new URL(address), apiKey, label: 'Lab' };
  const endpoint = { id: 'lab', label: 'Lab', destination, dialect };
  return isMetered({ ...endpoint, line: OPEN_LINE, requestsPerMinute: null });
}
const KEY = new Secret('key');

test.each([
  'https://api.openai.com/v1',
  'https://openrouter.ai/api/v1',
  'http://9.9.9.9:8000/v1',
  'http://172.32.0.1/v1',
  'http://100.128.0.1/v1',
  'http://[2620:fe::9]/v1',
  'https://10.0.0.1.example.org/v1',
  'https://localhost.example.org/v1',
])('with a key %s may send a bill, without one it does not', (address) => {
  expect(isMeteredAt(address, KEY)).toBe(true);
  expect(isMeteredAt(address)).toBe(false);
});

test.each([
  'http://localhost:8000/v1',
  'http://127.0.0.1:8000/v1',
  'http://127.8.9.1/v1',
  'http://10.1.2.3/v1',
  'http://172.16.0.1/v1',
  'http://172.31.255.254/v1',
  'http://192.168.1.5:1234/v1',
  'http://169.254.1.1/v1',
  'http://100.64.0.1/v1',
  'http://[::1]:8000/v1',
  'http://[::ffff:192.168.1.5]/v1',
  'http://[fd00::1]/v1',
  'http://[fe80::1]/v1',
  'http://vllm:8000/v1',
  'http://host.docker.internal:8000/v1',
  'http://gpu.local/v1',
  'http://gpu.home.arpa./v1',
])('%s is one’s own', (address) => {
  expect(isMeteredAt(address, KEY)).toBe(false);
});

test('a service that bills does so wherever it seems to be', () => {
  expect(isMeteredAt('https://integrate.api.nvidia.com/v1')).toBe(true);
  expect(isMeteredAt('http://127.0.0.1/v1', KEY, 'mistral')).toBe(true);
  expect(isMeteredAt('http://127.0.0.1/v1', KEY, 'llama')).toBe(false);
});

test('a service that nobody knows is asked nothing before its price is agreed to', async () => {
  const server = { id: 'lab', label: 'Lab', baseUrl: 'https://llm.example.org/v1', apiKey: KEY };
  const doctor = createDoctor({
    connections: createConnections({ servers: [server], localPorts: [], secrets: [KEY] }),
    profiles: createMemoryConnectionProfileStore(),
  });
  const [offer] = await doctor.offers();
  expect(offer).toMatchObject({ isMetered: true });
  expect(offer?.requests).toBeGreaterThan(10);
  const { signal } = new AbortController();
  expect(() => doctor.examine('lab', { isConfirmed: false, signal })).toThrow('doctor-unconfirmed');
});
