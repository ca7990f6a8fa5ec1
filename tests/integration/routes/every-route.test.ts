import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { problemSchema } from '@/lib/protocol/problem';
import { uuidOf } from '../../support/messages';
import { createTestContext, type TestContext } from '../../support/test-context';
import { call, install, ROUTES, type Route } from './routes';

const PASSWORD = 'correct horse battery';
const WITH_PASSWORD = { AUTH_MODE: 'password', ACCESS_PASSWORD: PASSWORD };

const named = (routes: readonly Route[]) =>
  routes.map((route) => [`${route.method} ${route.file}`, route] as const);
const API = ROUTES.filter(({ isProbe }) => !isProbe);
const WRITING = API.filter(({ method }) => method !== 'GET');
const GUARDED = API.filter(({ isOpen }) => !isOpen);
const TAKING_JSON = API.filter(({ takesJson }) => takesJson);

let open: TestContext;
let guarded: TestContext;
let unfinished: TestContext;
beforeAll(async () => {
  open = await createTestContext();
  guarded = await createTestContext(WITH_PASSWORD);
  unfinished = await createTestContext({ VERCEL: '1' });
});
afterAll(() => Promise.all([open, guarded, unfinished].map(({ close }) => close())));
beforeEach(() => {
  open.lines.length = 0;
  install(open.context);
});

/** Expects a problem in its wire form, with the headers that every answer has. */
async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  const text = await response.text();
  expect(`${response.status} ${text}`).toContain(code);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem).toMatchObject({ status, code });
  expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  expectHeaders(response);
}

function expectHeaders({ headers }: Response): void {
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('cache-control')).toMatch(/^private, /);
  expect(headers.get('access-control-allow-origin')).toBeNull();
}

test('the table names every route there is, and each checks who asks', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const found = globSync('app/**/route.ts', { cwd: root }).flatMap((file) => {
    const source = readFileSync(`${root}${file}`, 'utf8');
    const methods = source.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm);
    return [...methods].map(([, method]) => `${method} ${file}`);
  });
  expect(found.sort()).toEqual(ROUTES.map(({ method, file }) => `${method} ${file}`).sort());
});

describe.each(named(API))('%s', (_name, route) => {
  test('refuses a host that is not ours', async () => {
    const response = await call(route, { headers: { host: 'evil.example:3000' } });
    await expectProblem(response, 421, 'host-unknown');
  });

  test('is not there for a call of a server action', async () => {
    await expectProblem(await call(route, { headers: { 'next-action': 'x' } }), 404, 'not-found');
  });

  test('says what is to be set up first', async () => {
    install(unfinished.context);
    await expectProblem(await call(route), 503, 'setup-required');
  });
});

describe.each(named(WRITING))('%s', (_name, route) => {
  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:8080' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses what %s has started', async (_origin, headers) => {
    await expectProblem(await call(route, { headers }), 403, 'origin-foreign');
  });
});

describe.each(named(GUARDED))('%s', (_name, route) => {
  test.each([
    ['no cookie', {}],
    ['a cookie made up', { cookie: 'tenlens-session=99999999999999.AAAA.AAAA' }],
    ['a header made up', { authorization: `Bearer ${PASSWORD}`, 'x-forwarded-for': '127.0.0.1' }],
  ])('needs a session: %s', async (_given, headers) => {
    install(guarded.context);
    await expectProblem(await call(route, { headers }), 401, 'unauthenticated');
  });

  test('lets a session in', async () => {
    install(guarded.context);
    const cookie = guarded.context.gate.signIn(PASSWORD, false).split(';')[0] ?? '';
    const response = await call(route, { headers: { cookie } });
    expect(response.status).not.toBe(401);
    expectHeaders(response);
  });

  test('hides what it does not expect, and logs it by its id', async () => {
    const failing = new Proxy(open.context, {
      get(target, name) {
        const isKept = name === 'config' || name === 'gate' || name === 'logger';
        if (isKept || !Reflect.has(target, name)) return Reflect.get(target, name);
        throw new TypeError('cannot read /home/operator/tenlens.db');
      },
    });
    install(failing);
    const body = route.takesJson ? validBodyOf(route) : null;
    const response = await call(route, { body });
    await expectProblem(response, 500, 'internal');
    expect(open.lines).toEqual([
      {
        level: 'error',
        event: 'internal',
        facts: {
          requestId: response.headers.get('x-request-id'),
          reason: 'cannot read /home/operator/tenlens.db',
        },
      },
    ]);
  });
});

const NEW_PRESET = { name: 'A preset', settings: {} };

const NEW_TOOL = {
  name: 'a_tool',
  description: '',
  parameters: {},
  action: { type: 'by-hand' },
};

function validBodyOf({ file }: Route): object {
  if (file.includes('tools/try')) return { key: 'calculator', arguments: '{}' };
  if (file === 'app/api/tools/route.ts' || file.includes('[toolId]')) return NEW_TOOL;
  if (file.includes('mcp')) return { servers: [] };
  if (file.includes('pins')) return { key: 'mcp:a:b', fingerprint: null };
  if (file.includes('approvals')) return { key: 'none', conversationId: null, rule: 'ask' };
  if (file.includes('settings')) return { systemPrompt: '' };
  if (file.includes('[presetId]')) return NEW_PRESET;
  if (file.includes('presets')) return { preset: NEW_PRESET, ifTaken: 'number' };
  if (file.includes('doctor')) return { isConfirmed: true };
  if (file.includes('fork')) return { messageId: uuidOf(1) };
  if (file.includes('bulk')) return { act: 'archive', ids: [] };
  if (file.includes('conversations')) return { title: 'A title', version: 1 };
  return {
    trigger: 'submit',
    conversationId: null,
    parentId: null,
    text: 'Hi',
    attachmentIds: [],
    timeZone: 'UTC',
    idempotencyKey: uuidOf(1),
  };
}

describe.each(named(API.filter(({ unknown }) => unknown)))('%s', (_name, route) => {
  test.each([
    ['an id that nobody has', uuidOf(404)],
    ['no id', 'x'],
    ['an id in capitals', uuidOf(10).toUpperCase()],
    ['a path', '../../etc/passwd'],
    ['a sentence of SQL', "' or 1=1 --"],
  ])('%s', async (_what, id) => {
    const body = route.takesJson ? validBodyOf(route) : null;
    const response = await call(route, { id, body });
    const [status, code] = id === uuidOf(404) ? (route.unknown ?? []) : [404, 'not-found'];
    if (code) await expectProblem(response, status ?? 0, code);
    else expect(response.status).toBe(status);
    expectHeaders(response);
  });
});

describe.each(named(TAKING_JSON))('%s', (_name, route) => {
  const json = { 'content-type': 'application/json' };
  const tooMuch = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });

  test.each([
    ['no type', 'text/plain;charset=UTF-8', '{}'],
    ['a form', 'application/x-www-form-urlencoded', 'a=1'],
    ['a file', 'image/png', '{}'],
  ])('refuses %s', async (_what, type, body) => {
    const response = await call(route, { headers: { 'content-type': type }, body });
    await expectProblem(response, 415, 'request-type');
  });

  test('refuses an encoded body', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' };
    await expectProblem(await call(route, { headers, body: '{}' }), 415, 'request-type');
  });

  test.each(['', '{"a":', '{}', 'null', '[]', '[{}]', '"text"', '1', 'true', '{"__proto__":{}}'])(
    'refuses %j',
    async (body) => {
      const response = await call(route, { headers: json, body });
      await expectProblem(response, 400, 'request-invalid');
    },
  );

  test('refuses more than it reads', async () => {
    const response = await call(route, { headers: json, body: tooMuch });
    await expectProblem(response, 413, 'request-too-large');
  });
});
