import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseMcpConfig } from '@/lib/server/mcp/mcp-config';

const folder = mkdtempSync(join(tmpdir(), 'tenlens-mcp-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parse = (variables: Readonly<Record<string, string>>) =>
  parseMcpConfig((name) => variables[name]);

function fileOf(content: string): string {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  writeFileSync(path, content);
  return path;
}
const parseFile = (servers: unknown, variables: Readonly<Record<string, string>> = {}) =>
  parse({ ...variables, MCP_SERVERS_FILE: fileOf(JSON.stringify(servers)) });

test('nothing set: no server, and people may add none', () => {
  expect(parse({})).toEqual({ servers: [], mayAdd: false, secrets: [] });
});

test('people may add servers where the operator says so', () => {
  expect(parse({ MCP_ALLOW_SETTINGS: '1' }).mayAdd).toBe(true);
});

test('servers of the file, their headers by the names of variables', () => {
  const { servers, secrets } = parseFile(
    [
      {
        name: 'weather',
        url: 'https://host/mcp?a=1',
        headers: { Authorization: 'WEATHER', 'X-Team': 'TEAM' },
      },
      { name: 'own-1', url: 'http://127.0.0.1:3001/mcp' },
      { name: 'six', url: 'http://[::1]:3001/mcp' },
      { name: 'local', url: 'http://localhost/mcp' },
    ],
    { WEATHER: 'Bearer abc', TEAM: 'lens' },
  );
  expect(servers.map(({ name, url, isOwn }) => [name, url.href, isOwn])).toEqual([
    ['weather', 'https://host/mcp?a=1', false],
    ['own-1', 'http://127.0.0.1:3001/mcp', false],
    ['six', 'http://[::1]:3001/mcp', false],
    ['local', 'http://localhost/mcp', false],
  ]);
  expect(servers[0]?.headers.Authorization?.reveal()).toBe('Bearer abc');
  expect(secrets.map((secret) => secret.reveal())).toEqual(['Bearer abc', 'lens']);
  expect(JSON.stringify(servers)).not.toContain('abc');
});

const server = { name: 'a', url: 'https://h/mcp' };
test.each<[unknown, Readonly<Record<string, string>>, RegExp]>([
  [{}, {}, /^MCP_SERVERS_FILE: .*list of servers/],
  [[{ name: 'a' }], {}, /^MCP_SERVERS_FILE: 0\.url/],
  [[{ ...server, name: 'A' }], {}, /^MCP_SERVERS_FILE: 0\.name: .*lower-case/],
  [[{ ...server, name: 'a_b' }], {}, /^MCP_SERVERS_FILE: 0\.name/],
  [[{ ...server, name: '__proto__' }], {}, /^MCP_SERVERS_FILE: 0\.name/],
  [[{ ...server, name: 'a'.repeat(25) }], {}, /^MCP_SERVERS_FILE: 0\.name/],
  [[{ ...server, command: 'npx' }], {}, /^MCP_SERVERS_FILE: 0: .*command/],
  [[server, server], {}, /^MCP_SERVERS_FILE: the name "a" is taken/],
  [[{ ...server, url: 'http://host/mcp' }], {}, /^MCP_SERVERS_FILE: url of "a": must be an https/],
  [[{ ...server, url: 'http://127.0.0.1.evil.org/' }], {}, /^MCP_SERVERS_FILE: url of "a"/],
  [[{ ...server, url: 'https://me:word@host/mcp' }], {}, /^MCP_SERVERS_FILE: url of "a"/],
  [[{ ...server, url: 'stdio:///bin/sh' }], {}, /^MCP_SERVERS_FILE: url of "a"/],
  [[{ ...server, headers: { Authorization: 'NOPE' } }], {}, /^NOPE: is named by MCP_SERVERS_FILE/],
  [[{ ...server, headers: { 'X Y': 'N' } }], { N: 'n' }, /^MCP_SERVERS_FILE: 0\.headers/],
  [[{ ...server, headers: { Host: 'N' } }], { N: 'n' }, /^MCP_SERVERS_FILE: .*Host is not yours/],
  [[{ ...server, headers: { 'Mcp-Session-Id': 'N' } }], { N: 'n' }, /is not yours/],
  [[{ ...server, headers: { A: 'N' } }], { N: 'a\r\nb: c' }, /^N: holds a character/],
])('a bad file stops the start and names the setting: %j', (servers, variables, message) => {
  expect(() => parseFile(servers, variables)).toThrow(message);
});

test.each([
  [{ MCP_SERVERS_FILE: '/does/not/exist.json' }, /^MCP_SERVERS_FILE: .*cannot be read/],
  [{ MCP_SERVERS_FILE: fileOf('{') }, /^MCP_SERVERS_FILE: .*cannot be read as JSON/],
  [{ MCP_ALLOW_SETTINGS: 'yes' }, /^MCP_ALLOW_SETTINGS: must be 0 or 1/],
])('so does %j', (variables, message) => {
  expect(() => parse(variables)).toThrow(message);
});
