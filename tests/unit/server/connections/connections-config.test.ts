import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseConnectionsConfig } from '@/lib/server/connections/connections-config';

const folder = mkdtempSync(join(tmpdir(), 'tenlens-connections-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parse = (variables: Readonly<Record<string, string>>) =>
  parseConnectionsConfig((name) => variables[name]);

function fileOf(content: string): string {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  writeFileSync(path, content);
  return path;
}
const parseFile = (connections: unknown, variables: Readonly<Record<string, string>> = {}) =>
  parse({ ...variables, CONNECTIONS_FILE: fileOf(JSON.stringify(connections)) });

test('nothing set: no server, the usual local ports', () => {
  expect(parse({})).toEqual({ servers: [], localPorts: [8080, 11434, 1234, 8000], secrets: [] });
});

test('a key for NVIDIA', () => {
  const { servers, secrets } = parse({ NVIDIA_API_KEY: 'nvapi-1' });
  expect(servers).toMatchObject([
    {
      id: 'nvidia',
      label: 'NVIDIA',
      baseUrl: 'https://integrate.api.nvidia.com/v1',
      model: 'mistralai/ministral-14b-instruct-2512',
      dialect: 'nvidia',
    },
  ]);
  expect(secrets.map((secret) => secret.reveal())).toEqual(['nvapi-1']);
});

test('another server, its address normalised', () => {
  const variables = {
    UPSTREAM_BASE_URL: '127.0.0.1:8000/v1/chat/completions',
    UPSTREAM_MODEL: 'm',
    UPSTREAM_DIALECT: 'vllmNew',
  };
  expect(parse(variables).servers).toEqual([
    {
      id: 'upstream',
      label: '127.0.0.1:8000',
      baseUrl: 'http://127.0.0.1:8000/v1',
      apiKey: undefined,
      model: 'm',
      dialect: 'vllmNew',
    },
  ]);
});

test('a model named by the address is used unless another is set', () => {
  const address = 'https://integrate.api.nvidia.com/v1/mistralai/ministral-14b-instruct-2512';
  const [server] = parse({ UPSTREAM_BASE_URL: address }).servers;
  expect(server?.model).toBe('mistralai/ministral-14b-instruct-2512');
  expect(parse({ UPSTREAM_BASE_URL: address, UPSTREAM_MODEL: 'm' }).servers[0]?.model).toBe('m');
});

test('a file of connections, their keys by variable name', () => {
  const { servers, secrets } = parseFile(
    [
      { id: 'lab', label: 'Lab', baseUrl: 'https://lab.example/v1', apiKeyVariable: 'LAB_KEY' },
      { id: 'desk', baseUrl: 'http://10.0.0.2:8080', dialect: 'llama' },
    ],
    { LAB_KEY: 'secret-1', NVIDIA_API_KEY: 'nvapi-1' },
  );
  expect(servers.map(({ id, label, baseUrl }) => [id, label, baseUrl])).toEqual([
    ['nvidia', 'NVIDIA', 'https://integrate.api.nvidia.com/v1'],
    ['lab', 'Lab', 'https://lab.example/v1'],
    ['desk', '10.0.0.2:8080', 'http://10.0.0.2:8080/v1'],
  ]);
  expect(secrets.map((secret) => secret.reveal())).toEqual(['nvapi-1', 'secret-1']);
});

test('requests a minute that a key allows, where somebody says so', () => {
  const address = 'http://h/v1';
  const rateOf = (variables: Record<string, string>) =>
    parse(variables).servers[0]?.requestsPerMinute;
  expect(rateOf({ NVIDIA_API_KEY: 'k' })).toBeUndefined();
  expect(rateOf({ NVIDIA_API_KEY: 'k', NVIDIA_REQUESTS_PER_MINUTE: '20' })).toBe(20);
  expect(rateOf({ NVIDIA_API_KEY: 'k', NVIDIA_REQUESTS_PER_MINUTE: 'none' })).toBeNull();
  expect(rateOf({ UPSTREAM_BASE_URL: address, UPSTREAM_REQUESTS_PER_MINUTE: '5' })).toBe(5);
  const file = [
    { id: 'a', baseUrl: address, requestsPerMinute: 7 },
    { id: 'b', baseUrl: address, requestsPerMinute: 'none' },
    { id: 'c', baseUrl: address },
  ];
  const rates = parseFile(file).servers.map(({ requestsPerMinute }) => requestsPerMinute);
  expect(rates).toEqual([7, null, undefined]);
});

test('ports to look at, or none', () => {
  expect(parse({ LOCAL_SERVER_PORTS: '9000, 9001' }).localPorts).toEqual([9000, 9001]);
  expect(parse({ LOCAL_SERVER_PORTS: 'none' }).localPorts).toEqual([]);
});

describe('what cannot be used names its setting in one line', () => {
  test.each([
    [{ UPSTREAM_BASE_URL: 'not an address' }, /^UPSTREAM_BASE_URL: /],
    [{ UPSTREAM_BASE_URL: 'http://host:99999' }, /^UPSTREAM_BASE_URL: /],
    [{ UPSTREAM_MODEL: 'm' }, /^UPSTREAM_BASE_URL: .*UPSTREAM_MODEL/],
    [{ UPSTREAM_BASE_URL: 'http://h', UPSTREAM_DIALECT: 'x' }, /^UPSTREAM_DIALECT: must be one of/],
    [{ NVIDIA_API_KEY: 'k', NVIDIA_REQUESTS_PER_MINUTE: '0' }, /^NVIDIA_REQUESTS_PER_MINUTE: /],
    [{ UPSTREAM_BASE_URL: 'http://h', UPSTREAM_REQUESTS_PER_MINUTE: 'x' }, /^UPSTREAM_REQ.*none/],
    [{ UPSTREAM_REQUESTS_PER_MINUTE: '5' }, /^UPSTREAM_BASE_URL: .*UPSTREAM_REQUESTS/],
    [{ NVIDIA_API_KEY: 'nvapi-1\nnvapi-2' }, /^NVIDIA_API_KEY: /],
    [{ LOCAL_SERVER_PORTS: 'all' }, /^LOCAL_SERVER_PORTS: /],
    [{ CONNECTIONS_FILE: '/does/not/exist.json' }, /^CONNECTIONS_FILE: /],
    [{ CONNECTIONS_FILE: fileOf('{') }, /^CONNECTIONS_FILE: /],
    [{ CONNECTIONS_FILE: fileOf('{}') }, /^CONNECTIONS_FILE: .*list/],
    [{ CONNECTIONS_FILE: fileOf('[{"id":"a"}]') }, /^CONNECTIONS_FILE: 0\.baseUrl/],
    [{ CONNECTIONS_FILE: fileOf('[{"id":"demo","baseUrl":"http://h"}]') }, /"demo" is taken/],
    [
      { CONNECTIONS_FILE: fileOf('[{"id":"a","baseUrl":"http://h","apiKeyVariable":"A_KEY"}]') },
      /^A_KEY: /,
    ],
  ])('%j', (variables, message) => {
    expect(() => parse(variables)).toThrow(message);
    expect(() => parse(variables)).toThrow(/^[^\n]*$/);
  });

  test('the key itself is not in the message', () => {
    expect(() => parse({ NVIDIA_API_KEY: 'nvapi planted' })).not.toThrow(/planted/);
  });
});
