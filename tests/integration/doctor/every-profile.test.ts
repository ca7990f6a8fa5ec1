import { describe, expect, test } from 'vitest';
import type { ConnectionProfile, ModelProfile } from '@/lib/domain/connection/connection-profile';
import { costOfRun } from '@/lib/domain/doctor/probe-cost';
import { SERVER_NAMES, type ServerKind } from '@/lib/domain/doctor/server-kind';
import { MODELS, PLANTED_KEY, REASONING_MODELS } from '../../support/upstream/ask-provider';
import type { ProfileName, UpstreamOptions } from '../../support/upstream/start-upstream';
import { type ExamineOptions, examine, start } from './examine';

type Case = {
  readonly profile: ProfileName;
  readonly kind: ServerKind;
  readonly options?: ExamineOptions;
  /** What is not in order, by probe. */
  readonly faults: Readonly<Record<string, string>>;
  /** Where it is not as of most. */
  readonly learnt?: Partial<ConnectionProfile>;
  readonly ofModel?: ModelProfile;
};

const ALL: Partial<ConnectionProfile> = {
  refusedFields: [],
  tools: 'streamed',
  checkedAt: 1_790_000_000_000,
};
const keyed = (dialect: 'nvidia' | 'mistral'): ExamineOptions => ({
  apiKey: PLANTED_KEY,
  server: { dialect },
});

const CASES: readonly Case[] = [
  {
    profile: 'nvidia',
    kind: 'nvidia',
    options: keyed('nvidia'),
    faults: {},
  },
  {
    profile: 'nim',
    kind: 'nim',
    faults: { pictures: 'pictures-few' },
    ofModel: { maxImages: 5 },
  },
  { profile: 'vllm012', kind: 'vllm', faults: {} },
  { profile: 'vllmNew', kind: 'vllm', faults: {} },
  {
    profile: 'vllmHf',
    kind: 'vllm',
    faults: { dialect: 'dialect-template' },
  },
  {
    profile: 'transformers',
    kind: 'transformers',
    faults: { tools: 'tools-text' },
    learnt: { tools: undefined },
    // Its words about the sum are cut off.
    ofModel: { keepsSchema: undefined },
  },
  { profile: 'llama', kind: 'llama', faults: {} },
  {
    profile: 'ollama',
    kind: 'ollama',
    faults: { window: 'window-truncates' },
    ofModel: { contextWindow: 4_096 },
  },
  { profile: 'lmstudio', kind: 'lmstudio', faults: {} },
  { profile: 'mistral', kind: 'mistral', options: keyed('mistral'), faults: {} },
];

describe.each(CASES)('$profile', ({ profile, kind, options, faults, learnt, ofModel }) => {
  test('what is found, what is kept, and that it costs no more than was said', async () => {
    const upstream = await start({ profile });
    const dependencies = { now: () => 0, today: () => 1_790_000_000_000 };
    const found = await examine(upstream.url, { ...options, dependencies });
    const notInOrder = Object.fromEntries(
      [...found.byProbe.values()]
        .filter(({ outcome }) => outcome === 'missing' || outcome === 'broken')
        .map(({ probe, code }) => [probe, code]),
    );
    expect(notInOrder).toEqual(faults);
    expect(found.byProbe.get('dialect')?.values).toEqual({ server: SERVER_NAMES[kind] });
    expect(found.isKept).toBe(true);
    const { address, maxImageBase64Characters, ...kept } = found.profile;
    expect(address).toBe(upstream.url);
    const dialect = profile === 'vllmHf' ? 'vllmNew' : profile;
    const model = String(found.byProbe.get('model')?.values.model);
    const models = { [model]: { maxImages: 10, keepsSchema: true, ...ofModel } };
    const known = { ...ALL, dialect, models, ...learnt };
    expect(kept).toEqual(JSON.parse(JSON.stringify(known)));
    // Only where the app would make pictures smaller otherwise.
    expect(maxImageBase64Characters === undefined).toBe(kind !== 'nvidia');
    const price = costOfRun(kind);
    expect(found.requests).toBeLessThanOrEqual(price.requests);
    expect(found.tokens).toBeLessThanOrEqual(price.tokens);
  });
});

type Flag = readonly [UpstreamOptions & { profile: ProfileName }, string, string, string];

const FLAGS: readonly Flag[] = [
  [
    { profile: 'vllmNew', hasTools: false },
    'tools',
    'tools-off',
    '--enable-auto-tool-choice --tool-call-parser mistral',
  ],
  [{ profile: 'llama', hasTools: false }, 'tools', 'tools-off', '--jinja'],
  [{ profile: 'ollama', hasTools: false }, 'tools', 'tools-off', 'ollama pull ministral-3:8b'],
  [
    { profile: 'ollama', hasVision: false },
    'picture',
    'picture-none',
    'ollama pull ministral-3:8b',
  ],
  [{ profile: 'nim', maxImages: 1 }, 'pictures', 'pictures-few', 'NIM_MAX_IMAGES_PER_PROMPT=10'],
  [{ profile: 'nim', contextWindow: 8_192 }, 'window', 'window-small', 'NIM_MAX_MODEL_LEN=32768'],
  [
    { profile: 'lmstudio', contextWindow: 8_192 },
    'window',
    'window-small',
    'lms load --context-length 32768',
  ],
];

test.each(FLAGS)('%o: %s', async (options, probe, code, setting) => {
  const upstream = await start(options);
  const { byProbe } = await examine(upstream.url);
  const found = [...byProbe.values()].find((finding) => finding.probe === probe);
  expect(found).toMatchObject({ code });
  expect(found?.fixes.map((fix) => fix.setting)).toContain(setting);
});

test('Ollama: the window is the one that the model was loaded with', async () => {
  const upstream = await start({ profile: 'ollama', contextWindow: 16_384 });
  const { byProbe, profile } = await examine(upstream.url);
  expect(byProbe.get('window')).toMatchObject({
    code: 'window-small',
    values: { tokens: 16_384 },
    fixes: [{ setting: 'OLLAMA_CONTEXT_LENGTH=32768' }],
  });
  // It is told from now on, and so not kept.
  expect(profile.models).toEqual({ [MODELS.ollama]: { maxImages: 10, keepsSchema: true } });
});

test('LM Studio, a model without vision: the build with it is named', async () => {
  const upstream = await start({ profile: 'lmstudio', hasVision: false });
  expect((await examine(upstream.url)).byProbe.get('picture')).toMatchObject({
    code: 'picture-none',
    fixes: [{ code: 'load-vision' }],
  });
});

test('vLLM, a Reasoning model without its parser: the flags, tokenizer mode included', async () => {
  const model = REASONING_MODELS.vllmNew;
  const raw = await start({ profile: 'vllmNew', parsesReasoning: false, listsReasoning: true });
  expect((await examine(raw.url, { server: { model } })).byProbe.get('reasoning')).toMatchObject({
    code: 'reasoning-raw',
    fixes: [{ setting: expect.stringContaining('--reasoning-parser mistral') }],
  });
  const parsed = await start({ profile: 'vllmNew', listsReasoning: true });
  expect((await examine(parsed.url, { server: { model } })).codes.reasoning).toBe('reasoning-ok');
});
