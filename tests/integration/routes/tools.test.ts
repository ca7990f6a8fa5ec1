import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ownToolSchema, toolListSchema, toolTrialResultSchema } from '@/lib/protocol/tools';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { openTestContext } from '../../support/test-context';
import { call, install, routeOf } from './routes';

const TOOL = {
  name: 'weather',
  description: 'Tells the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  action: { type: 'reply', text: 'Rain.' },
};

async function opened(environment: Record<string, string> = {}) {
  const { context } = await openTestContext(environment);
  install(context);
  return context;
}

const add = (body: object) => call(routeOf('POST', '/api/tools'), { body });
const list = async () =>
  toolListSchema.parse(await (await call(routeOf('GET', '/api/tools'))).json());
const attempt = (key: string, input: string, more: object = {}) =>
  call(routeOf('POST', '/api/tools/try'), { body: { key, arguments: input, ...more } });
const tried = async (...parameters: Parameters<typeof attempt>) =>
  toolTrialResultSchema.parse(await (await attempt(...parameters)).json());
const made = async (tool: object) => ownToolSchema.parse(await (await add(tool)).json());

describe('the list of tools', () => {
  test('has those that come with the program; reading pages only where the operator lets it', async () => {
    await opened();
    const keys = (await list()).tools.map(({ key }) => key);
    expect(keys).toEqual(['calculator', 'current_time', 'rewrite', 'image_zoom']);
  });

  test('has reading pages where it is allowed, asking first', async () => {
    await opened({ TOOLS_FETCH: '1' });
    const page = (await list()).tools.find(({ key }) => key === 'fetch_page');
    expect(page).toMatchObject({ name: 'fetch_page', defaultApproval: 'ask' });
    expect(await tried('fetch_page', '{"url":"http://127.0.0.1/"}')).toMatchObject({
      type: 'output',
      output: {
        isError: true,
        text: 'The tool failed: web-address (host: 127.0.0.1, reason: host).',
      },
    });
  });

  test('has one whose parameters were a schema once, which can be mended', async () => {
    const { ownTools } = await opened();
    const parameters = { properties: { age: { exclusiveMinimum: true } } };
    const action = { type: 'by-hand' } as const;
    const { id } = await ownTools.add(LOCAL_ACTOR, { ...TOOL, parameters, action });
    expect((await list()).own).toMatchObject([{ id, parameters }]);
    const put = (body: object) => call(routeOf('PUT', '/api/tools/[toolId]'), { id, body });
    expect((await put({ ...TOOL, parameters })).status).toBe(400);
    expect((await put(TOOL)).status).toBe(200);
  });

  test('has those that the person made, with what they do', async () => {
    await opened();
    const tool = await made(TOOL);
    const { tools, own } = await list();
    expect(own).toEqual([tool]);
    const { action: _action, ...definition } = TOOL;
    expect(tools.at(-1)).toEqual({
      ...definition,
      key: `own:${tool.id}`,
      origin: { type: 'own' },
      defaultApproval: 'allow',
      isByHand: false,
    });
  });
});

describe('an own tool', () => {
  test('is made, changed and deleted', async () => {
    await opened();
    const { id } = await made(TOOL);
    const changed = { ...TOOL, description: 'Another.', action: { type: 'by-hand' } };
    const put = await call(routeOf('PUT', '/api/tools/[toolId]'), { id, body: changed });
    expect(await put.json()).toEqual({ ...changed, id });
    expect((await list()).tools.at(-1)).toMatchObject({ isByHand: true });
    const gone = await call(routeOf('DELETE', '/api/tools/[toolId]'), { id });
    expect(gone.status).toBe(204);
    expect((await list()).own).toEqual([]);
  });

  test('has a name of its own', async () => {
    await opened();
    const { id } = await made(TOOL);
    for (const name of ['weather', 'calculator']) {
      const refused = await add({ ...TOOL, name });
      expect(await refused.json()).toMatchObject({ code: 'tool-name-taken' });
    }
    const put = (name: string) =>
      call(routeOf('PUT', '/api/tools/[toolId]'), { id, body: { ...TOOL, name } });
    expect((await put('weather')).status).toBe(200);
    expect((await put('rewrite')).status).toBe(409);
  });

  test.each([
    ['a name that no server takes', { name: 'my tool' }],
    ['no name', { name: '' }],
    ['a long name', { name: 'a'.repeat(65) }],
    ['parameters that are no schema', { parameters: { type: 'thing' } }],
    ['parameters of a list', { parameters: { type: 'array' } }],
    ['parameters without end', { parameters: { description: 'x'.repeat(60_000) } }],
    ['an unknown action', { action: { type: 'run', command: 'ls' } }],
    [
      'an address that an argument chooses',
      { action: { type: 'http', method: 'GET', url: 'https://{city}/' } },
    ],
    [
      'an address with an unknown argument',
      { action: { type: 'http', method: 'GET', url: 'https://a.example/{b}' } },
    ],
    ['another method', { action: { type: 'http', method: 'DELETE', url: 'https://a.example/' } }],
  ])('is refused with %s', async (_what, change) => {
    await opened();
    expect((await add({ ...TOOL, ...change })).status).toBe(400);
    expect((await list()).own).toEqual([]);
  });

  test('goes with all data of the person, and what was decided about it', async () => {
    const context = await opened();
    await made(TOOL);
    const decided = { toolKey: 'calculator', approval: 'ask', fingerprint: 'f' } as const;
    await context.toolApprovals.write(LOCAL_ACTOR, null, decided);
    await call(routeOf('DELETE', '/api/conversations'));
    expect((await list()).own).toEqual([]);
    expect((await context.toolApprovals.readAll(LOCAL_ACTOR)).size).toBe(0);
  });
});

describe('a tool that is tried', () => {
  test('does what it does for a model', async () => {
    await opened();
    expect(await tried('current_time', '', { timeZone: 'Asia/Tokyo' })).toMatchObject({
      type: 'output',
      isRepaired: false,
      output: { text: expect.stringContaining('Asia/Tokyo'), isError: false, images: [] },
    });
    const { id } = await made(TOOL);
    expect(await tried(`own:${id}`, "{'city': 'Rome'}")).toMatchObject({
      type: 'output',
      isRepaired: true,
      output: { text: 'Rain.' },
    });
  });

  test('is not called with what does not fit', async () => {
    await opened();
    const { id } = await made(TOOL);
    expect(await tried(`own:${id}`, '{"city":7}')).toMatchObject({
      type: 'unfit',
      path: '/city',
      keyword: 'type',
    });
  });

  test('is left to the person who plays it', async () => {
    await opened();
    const { id } = await made({ ...TOOL, action: { type: 'by-hand' } });
    expect(await tried(`own:${id}`, '{"city":"Rome"}')).toEqual({
      type: 'by-hand',
      isRepaired: false,
    });
  });

  test('sees the pictures it is given', async () => {
    const context = await opened();
    const data = await sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { id } = await context.attachments.add(LOCAL_ACTOR, { name: 'a.png', data });
    const box = '{"image":1,"x1":0,"y1":0,"x2":500,"y2":500}';
    const result = await tried('image_zoom', box, { attachmentIds: [id] });
    expect(result).toMatchObject({ output: { images: [{ width: 180, height: 180 }] } });
  });

  test.each(['none', 'constructor', '__proto__', 'own:', 'fetch_page'])(
    'must be there: %s',
    async (key) => {
      await opened();
      expect((await attempt(key, '{}')).status).toBe(404);
    },
  );
});
