import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { doctorEventSchema, doctorOffersSchema } from '@/lib/protocol/doctor';
import { problemSchema } from '@/lib/protocol/problem';
import { parseConfig } from '@/lib/server/config';
import { type Context, createContext } from '@/lib/server/context';
import { MODELS, PLANTED_KEY } from '../../support/upstream/ask-provider';
import type { Upstream } from '../../support/upstream/start-upstream';
import { call, install, routeOf } from '../routes/routes';
import { start } from './examine';

const LIST = routeOf('GET', '/api/doctor');
const EXAMINE = routeOf('POST', '/api/doctor/[connectionId]');

/** What the server logged of the doctor. */
const logged: string[] = [];
const record = (event: string) => void (/doctor/.test(event) && logged.push(event));
const logger = { info: record, warn: record, error: record };

async function open(environment: Readonly<Record<string, string>>): Promise<Context> {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-doctor-'));
  const config = parseConfig({ DATA_DIR: folder, ...environment });
  const context = await createContext(config, { logger });
  install(context);
  onTestFinished(async () => {
    expect(logged.splice(0)).toEqual([]);
    await context.close();
    rmSync(folder, { recursive: true });
  });
  return context;
}

const examineBy = (isConfirmed: boolean) =>
  call(EXAMINE, { id: 'upstream', body: { isConfirmed } });

async function eventsOf(response: Response) {
  const lines = (await response.text()).trim().split('\n');
  return lines.map((line) => doctorEventSchema.parse(JSON.parse(line)));
}

async function codeOf(response: Response): Promise<string> {
  return problemSchema.parse(await response.json()).code;
}

test('a run comes line by line in words, is kept, and the models are as it found them', async () => {
  const upstream = await start({ profile: 'vllmNew', maxImages: 3, hasTools: false });
  const context = await open({ UPSTREAM_BASE_URL: upstream.url });
  const { offers } = doctorOffersSchema.parse(await (await call(LIST)).json());
  expect(offers).toMatchObject([{ id: 'upstream', address: upstream.url, isMetered: false }]);

  const response = await examineBy(false);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  const events = await eventsOf(response);
  expect(events[0]).toEqual({ type: 'start', title: 'Reachable' });
  expect(events.at(-1)).toMatchObject({ type: 'report', isKept: true });
  const findings = events.flatMap((event) => (event.type === 'finding' ? [event.finding] : []));
  expect(findings.find(({ probe }) => probe === 'pictures')).toEqual({
    probe: 'pictures',
    code: 'pictures-few',
    outcome: 'missing',
    title: 'Number of pictures',
    text: 'Only 3 pictures in one prompt. The app says which ones it leaves out.',
    fixes: [{ text: 'Start the server with:', setting: `--limit-mm-per-prompt '{"image":10}'` }],
  });
  expect((await context.profiles.read('upstream')).models).toEqual({
    [MODELS.vllmNew]: { maxImages: 3, supportsTools: false, keepsSchema: true },
  });
  const { models } = await context.connections.listModels(new AbortController().signal);
  expect(models[0]).toMatchObject({ maxImagesPerPrompt: 3, supportsTools: false });
});

test('a key that may be billed is used only by agreement', async () => {
  const upstream = await start({ profile: 'nvidia' });
  await open({
    UPSTREAM_BASE_URL: upstream.url,
    UPSTREAM_DIALECT: 'nvidia',
    UPSTREAM_API_KEY: PLANTED_KEY,
  });
  const refused = await examineBy(false);
  expect(refused.status).toBe(409);
  expect(await codeOf(refused)).toBe('doctor-unconfirmed');
  expect(upstream.requests.items).toEqual([]);
});

/** Waits until the model itself is asked. */
async function untilChat(upstream: Upstream): Promise<void> {
  for (let index = 0; ; index += 1) {
    if ((await upstream.requests.at(index)).path === '/v1/chat/completions') return;
  }
}

test('one run at once; it ends when its reader leaves, at the server too', async () => {
  const upstream = await start({ profile: 'vllmNew' });
  upstream.use('silent-before-headers');
  await open({ UPSTREAM_BASE_URL: upstream.url });
  const reader = (await examineBy(false)).body?.getReader();
  // What is looked at first asks no model; the question after that is never answered.
  for (let line = 0; line < 3; line += 1) await reader?.read();
  await untilChat(upstream);
  expect(await codeOf(await examineBy(false))).toBe('doctor-busy');
  await reader?.cancel();
  expect(await upstream.disconnects.at(0)).toMatchObject({ path: '/v1/chat/completions' });
  upstream.use();
  expect((await eventsOf(await examineBy(false))).at(-1)).toMatchObject({ type: 'report' });
});
