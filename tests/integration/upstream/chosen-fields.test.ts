import { expect, onTestFinished, test } from 'vitest';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { GenerationSettings } from '@/lib/domain/prompt/prompt';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { createConnections } from '@/lib/server/connections/connections';
import { Secret } from '@/lib/server/secret';
import {
  collectEvents,
  endingOf,
  MODELS,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { startUpstream, type UpstreamOptions } from '../../support/upstream/start-upstream';

const signal = new AbortController().signal;
const KEY = new Secret('key-1');
const ALL: GenerationSettings = {
  temperature: 0.4,
  maxOutputTokens: 4000,
  topP: 0.9,
  stop: ['END', '\n\n'],
  seed: 7,
  frequencyPenalty: 0.5,
  presencePenalty: -0.5,
};

async function start(options: UpstreamOptions) {
  const upstream = await startUpstream(options);
  onTestFinished(() => upstream.close());
  return upstream;
}

/** The body that a server receives of a prompt, without what every request has. */
async function received(dialect: Exclude<DialectName, 'generic'>, settings: GenerationSettings) {
  const upstream = await start({ profile: dialect });
  const { provider } = providerFor(upstream.url, dialect);
  const request = requestOf(MODELS[dialect], { ...promptOf('Hello'), settings });
  const collected = await collectEvents(provider.stream(request, signal));
  expect(endingOf(collected)).toBe('finish:stop');
  const body = upstream.requests.items[0]?.body ?? expect.fail('nothing was sent');
  const { model, messages, stream, stream_options, ...fields } = body;
  return { fields, repairs: collected.repairs };
}

test('a server receives exactly what was chosen, and nothing for what was not', async () => {
  const { fields, repairs } = await received('llama', ALL);
  expect(fields).toEqual({
    temperature: 0.4,
    max_tokens: 4000,
    top_p: 0.9,
    stop: ['END', '\n\n'],
    seed: 7,
    frequency_penalty: 0.5,
    presence_penalty: -0.5,
  });
  expect(repairs).toEqual([]);
  const bare = { temperature: 0.15, maxOutputTokens: 4096, stop: [] };
  expect((await received('llama', bare)).fields).toEqual({ temperature: 0.15, max_tokens: 4096 });
});

test('Mistral’s own API gets the seed by its own name', async () => {
  const { fields } = await received('mistral', ALL);
  expect(fields).toMatchObject({ random_seed: 7, top_p: 0.9, presence_penalty: -0.5 });
  expect(fields).not.toHaveProperty('seed');
});

test('what a kind of server does not take is not sent, and told', async () => {
  const { fields, repairs } = await received('transformers', ALL);
  expect(fields).toMatchObject({ seed: 7, stop: ['END', '\n\n'] });
  expect(fields).not.toHaveProperty('frequency_penalty');
  expect(fields).not.toHaveProperty('presence_penalty');
  expect(repairs).toEqual([
    { type: 'field-dropped', field: 'frequency_penalty' },
    { type: 'field-dropped', field: 'presence_penalty' },
  ]);
});

/** What the list of models says a server does not take. */
async function notTaken(dialect: DialectName, refusedFields: readonly string[] = []) {
  const profile = dialect === 'generic' ? 'llama' : dialect;
  const upstream = await start({ profile });
  const profiles = createMemoryConnectionProfileStore();
  const server = { id: 'lab', label: 'Lab', baseUrl: upstream.url, apiKey: KEY, dialect };
  const connections = createConnections(
    { servers: [server], localPorts: [], secrets: [] },
    { profiles },
  );
  const list = async () => (await connections.listModels(signal)).models[0]?.withoutFields;
  if (refusedFields.length > 0)
    await profiles.update('lab', (known) => ({ ...known, refusedFields }));
  return list();
}

test('the list of models says which fields a server does not take', async () => {
  expect(await notTaken('llama')).toBeUndefined();
  expect(await notTaken('transformers')).toEqual([
    'frequencyPenalty',
    'presencePenalty',
    'responseFormat',
  ]);
  expect(await notTaken('mistral', ['random_seed', 'stop'])).toEqual(['stop', 'seed']);
});

test('a refusal in an answer is in the very next list', async () => {
  const upstream = await start({ profile: 'mistral' });
  const dialect = 'generic' as const;
  const server = { id: 'lab', label: 'Lab', baseUrl: upstream.url, apiKey: KEY, dialect };
  const connections = createConnections({ servers: [server], localPorts: [], secrets: [] });
  const list = async () => (await connections.listModels(signal)).models[0];
  expect((await list())?.withoutFields).toBeUndefined();
  const settings = { temperature: 0.15, maxOutputTokens: 100, seed: 7 };
  const request = requestOf(MODELS.mistral, { ...promptOf('Hello'), settings });
  const provider = connections.provider('lab') ?? expect.fail('no provider');
  const { repairs } = await collectEvents(provider.stream(request, signal));
  expect(repairs).toContainEqual({ type: 'field-dropped', field: 'seed' });
  expect((await list())?.withoutFields).toEqual(['seed']);
});
