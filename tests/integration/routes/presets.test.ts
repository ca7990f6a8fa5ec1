import { expect, test } from 'vitest';
import { presetListSchema, presetSchema } from '@/lib/protocol/presets';
import { openTestContext } from '../../support/test-context';
import { call, install, routeOf } from './routes';

const ONE = '/api/presets/[presetId]';
const add = (body: object) => call(routeOf('POST', '/api/presets'), { body });
const list = async () =>
  presetListSchema.parse(await (await call(routeOf('GET', '/api/presets'))).json()).presets;

test('presets are made, listed, renamed and deleted', async () => {
  install((await openTestContext()).context);
  const settings = { systemPrompt: 'Be brief.', generation: { temperature: 0, seed: 7 } };
  const response = await add({ preset: { name: '  Receipts ', settings }, ifTaken: 'refuse' });
  expect(response.status).toBe(201);
  const preset = presetSchema.parse(await response.json());
  expect(preset).toMatchObject({ name: 'Receipts', settings });
  expect(await list()).toEqual([preset]);

  const again = await add({ preset: { name: 'Receipts', settings: {} }, ifTaken: 'refuse' });
  expect([again.status, await again.json()]).toMatchObject([409, { code: 'preset-name-taken' }]);
  await add({ preset: { name: 'Receipts', settings: {} }, ifTaken: 'number' });
  expect((await list()).map(({ name }) => name)).toEqual(['Receipts', 'Receipts (2)']);

  const { id } = preset;
  const renamed = await call(routeOf('PUT', ONE), { id, body: { name: 'Bills', settings: {} } });
  expect(await renamed.json()).toEqual({ id, name: 'Bills', settings: {} });
  expect((await call(routeOf('DELETE', ONE), { id })).status).toBe(204);
  expect((await call(routeOf('DELETE', ONE), { id })).status).toBe(404);
  expect((await list()).map(({ name }) => name)).toEqual(['Receipts (2)']);
});

test.each([
  ['no name', { name: ' ', settings: {} }],
  ['a temperature out of bounds', { name: 'A', settings: { generation: { temperature: 3 } } }],
  ['a model that is none', { name: 'A', settings: { modelId: 'x' } }],
])('refuses %s', async (_what, preset) => {
  install((await openTestContext()).context);
  expect((await add({ preset, ifTaken: 'number' })).status).toBe(400);
  expect(await list()).toEqual([]);
});

test('all of them go with everything else', async () => {
  install((await openTestContext()).context);
  await add({ preset: { name: 'A', settings: {} }, ifTaken: 'refuse' });
  expect((await call(routeOf('DELETE', '/api/conversations'))).status).toBe(204);
  expect(await list()).toEqual([]);
});
