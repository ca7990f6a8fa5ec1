import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureDataDirectory, parseConfig, readSetupStep } from '@/lib/server/config';
import { ConfigError } from '@/lib/server/config-error';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const PASSWORD = 'correct horse battery';
const DATABASE_URL = 'postgres://anna:planted-database-word@host/db';

test('nothing set: this machine alone, no password, the folder beside the app', () => {
  expect(parseConfig({})).toMatchObject({
    host: '127.0.0.1',
    dataDirectory: join(process.cwd(), 'data'),
    authMode: 'none',
    accessPassword: null,
    allowedHosts: [],
    publicUrl: null,
    setupStep: null,
  });
});

test.each([
  ['an unknown mode', { AUTH_MODE: 'oidc' }, /^AUTH_MODE: must be "none" or "password"$/],
  ['a mode without its password', { AUTH_MODE: 'password' }, /^ACCESS_PASSWORD: is needed/],
  ['a short password', { ACCESS_PASSWORD: 'elevenchars' }, /^ACCESS_PASSWORD: .* 12 characters$/],
  [
    'a password that nothing would ask for',
    { ACCESS_PASSWORD: PASSWORD },
    /^AUTH_MODE: set it to password/,
  ],
  [
    'a public address without a password',
    { PUBLIC_URL: 'https://tenlens.example' },
    /^PUBLIC_URL: https:\/\/tenlens\.example lets other machines in/,
  ],
  ['an open port to everybody', { HOST: '0.0.0.0' }, /^HOST: 0\.0\.0\.0 lets other machines in/],
  ['an open port by name', { HOST: 'tenlens.example' }, /^HOST: /],
  ['a switch that is neither', { ALLOW_INSECURE: 'yes' }, /^ALLOW_INSECURE: must be 0 or 1$/],
  ['an address that is none', { PUBLIC_URL: 'tenlens.example' }, /^PUBLIC_URL: /],
  ['an address of another kind', { PUBLIC_URL: 'ftp://tenlens.example' }, /^PUBLIC_URL: /],
  [
    'a file that is not there',
    { ACCESS_PASSWORD_FILE: '/nowhere/password' },
    /^ACCESS_PASSWORD_FILE: cannot read \/nowhere\/password$/,
  ],
])('%s stops the start with one line that names it', (_name, environment, line) => {
  expect(() => parseConfig(environment)).toThrow(ConfigError);
  expect(() => parseConfig(environment)).toThrow(line);
});

test.each(['mysql://user@host/db', 'host/db', 'postgres://user:100%@host/db', 'postgres://a b'])(
  'the database address %s is none, and is not repeated',
  (address) => {
    const parse = () => parseConfig({ DATABASE_URL: address });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(/^DATABASE_URL: must be postgres:\/\/user:password@host:port\/name, /);
  },
);

describe('who may come in', () => {
  test.each(['127.0.0.1', 'localhost', '::1', '[::1]'])('%s needs no password', (HOST) => {
    expect(parseConfig({ HOST }).host).toBe(HOST);
  });

  test('everybody, with a password or by an explicit word', () => {
    const withPassword = { HOST: '0.0.0.0', AUTH_MODE: 'password', ACCESS_PASSWORD: PASSWORD };
    expect(parseConfig(withPassword).authMode).toBe('password');
    expect(parseConfig({ HOST: '0.0.0.0', ALLOW_INSECURE: '1' }).authMode).toBe('none');
    const PUBLIC_URL = 'https://tenlens.example';
    expect(parseConfig({ PUBLIC_URL, ALLOW_INSECURE: '1' }).authMode).toBe('none');
    expect(parseConfig({ ...withPassword, PUBLIC_URL }).authMode).toBe('password');
  });

  test('this machine under its own public address', () => {
    const PUBLIC_URL = 'http://localhost:3000';
    expect(parseConfig({ PUBLIC_URL }).authMode).toBe('none');
  });

  test('by the public address, beside this machine’s names', () => {
    const { allowedHosts, publicUrl } = parseConfig({
      PUBLIC_URL: 'https://Tenlens.Example:8443/',
      AUTH_MODE: 'password',
      ACCESS_PASSWORD: PASSWORD,
    });
    expect(allowedHosts).toEqual(['tenlens.example:8443']);
    expect(publicUrl?.protocol).toBe('https:');
  });

  test('on Vercel by its names, once the database is there', () => {
    const config = parseConfig({
      VERCEL: '1',
      VERCEL_URL: 'a.vercel.app',
      VERCEL_BRANCH_URL: 'b.vercel.app',
      VERCEL_PROJECT_PRODUCTION_URL: 'c.vercel.app',
    });
    expect(config.allowedHosts).toEqual(['a.vercel.app', 'b.vercel.app', 'c.vercel.app']);
    expect(config.setupStep).toBe('database-url');
  });

  test.each([
    ['no database', {}, 'database-url'],
    ['no password', { DATABASE_URL }, 'access-password'],
    [
      'a password that is not asked for',
      { DATABASE_URL, ACCESS_PASSWORD: PASSWORD },
      'access-password',
    ],
    ['a mode without its password', { DATABASE_URL, AUTH_MODE: 'password' }, 'access-password'],
    ['a word instead of a password', { DATABASE_URL, ALLOW_INSECURE: '1' }, 'access-password'],
    ['all', { DATABASE_URL, AUTH_MODE: 'password', ACCESS_PASSWORD: PASSWORD }, null],
  ])('on Vercel with %s', (_name, environment, step) => {
    expect(parseConfig({ VERCEL: '1', ...environment }).setupStep).toBe(step);
    for (const [name, value] of Object.entries({ VERCEL: '1', ...environment })) {
      vi.stubEnv(name, value);
    }
    expect(readSetupStep()).toBe(step);
  });
});

describe('secrets', () => {
  test('may stand in a file; blanks around them are not theirs', () => {
    const path = join(folder, 'password');
    writeFileSync(path, `${PASSWORD}\n`);
    const config = parseConfig({ AUTH_MODE: 'password', ACCESS_PASSWORD_FILE: path });
    expect(config.accessPassword?.reveal()).toBe(PASSWORD);
  });

  test('show themselves to nobody by accident', () => {
    const config = parseConfig({
      AUTH_MODE: 'password',
      ACCESS_PASSWORD: PASSWORD,
      NVIDIA_API_KEY: 'nvapi-planted-key',
      DATABASE_URL,
    });
    const shown = [
      JSON.stringify(config),
      inspect(config, { depth: 9 }),
      `${config.accessPassword} ${config.databaseUrl}`,
    ];
    for (const text of shown) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain('nvapi-planted-key');
      expect(text).not.toContain('planted-database-word');
    }
  });

  test('a database address may stand in a file', () => {
    const path = join(folder, 'database');
    writeFileSync(path, `${DATABASE_URL}\n`);
    expect(parseConfig({ DATABASE_URL_FILE: path }).databaseUrl?.reveal()).toBe(DATABASE_URL);
    expect(parseConfig({ DATABASE_URL: 'postgresql://h/db' }).databaseUrl).not.toBeNull();
    expect(parseConfig({}).databaseUrl).toBeNull();
  });

  test('an empty value is none', () => {
    expect(parseConfig({ ACCESS_PASSWORD: '  ', PUBLIC_URL: '', HOST: '' })).toMatchObject({
      host: '127.0.0.1',
      accessPassword: null,
      publicUrl: null,
    });
  });
});

describe('the data folder', () => {
  test('is made where it is missing', () => {
    const config = parseConfig({ DATA_DIR: join(folder, 'a', 'b') });
    expect(ensureDataDirectory(config)).toBe(join(folder, 'a', 'b', 'tenlens.db'));
    expect(ensureDataDirectory(config)).toBe(join(folder, 'a', 'b', 'tenlens.db'));
  });

  test('that cannot be made is named', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const config = parseConfig({ DATA_DIR: join(file, 'data') });
    expect(() => ensureDataDirectory(config)).toThrow(ConfigError);
    expect(() => ensureDataDirectory(config)).toThrow(/^DATA_DIR: cannot write to /);
  });
});
