import sharp from 'sharp';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { Repair } from '@/lib/domain/generation/repair';
import type { Prompt, PromptToolCall, ToolDefinition } from '@/lib/domain/prompt/prompt';
import type { ConnectionProfileStore } from '@/lib/server/connection-profile-store/connection-profile-store';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import type { StreamTimeouts } from '@/lib/server/provider/dialects';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { LearntProfile } from '@/lib/server/provider/learnt-profile';
import {
  createOpenAiCompatibleProvider,
  type ProviderDependencies,
  REAL_DEPENDENCIES,
} from '@/lib/server/provider/openai-compatible/openai-compatible-provider';
import type {
  ImageBytes,
  Provider,
  ProviderEvent,
  ProviderRequest,
} from '@/lib/server/provider/provider';
import { OPEN_LINE } from '@/lib/server/rate/request-line';
import { Secret } from '@/lib/server/secret';
import { createRandom } from '../../../scripts/fixtures/random';
import { attachmentOf, modelOf } from '../messages';

/** A key that must appear nowhere. */
export const PLANTED_KEY = 'nvapi-planted-key-0123456789';

/** The model that each profile serves. */
export const MODELS = {
  nvidia: 'mistralai/ministral-14b-instruct-2512',
  nim: 'mistralai/ministral-3-14b-instruct-2512',
  vllm012: 'mistralai/Ministral-3-14B-Instruct-2512',
  vllmNew: 'mistralai/Ministral-3-14B-Instruct-2512',
  vllmHf: 'mistralai/Ministral-3-14B-Instruct-2512',
  transformers: 'mistralai/Ministral-3-14B-Instruct-2512',
  llama: 'stories',
  ollama: 'ministral-3:14b',
  lmstudio: 'mistralai/ministral-3-14b',
  mistral: 'ministral-14b-2512',
} as const;

/** The model of each profile that thinks before it answers. */
export const REASONING_MODELS = {
  nvidia: 'mistralai/magistral-small-2506',
  nim: 'mistralai/ministral-3-14b-reasoning-2512',
  vllm012: 'mistralai/Ministral-3-14B-Reasoning-2512',
  vllmNew: 'mistralai/Ministral-3-14B-Reasoning-2512',
  vllmHf: 'mistralai/Ministral-3-14B-Reasoning-2512',
  transformers: 'mistralai/Ministral-3-14B-Reasoning-2512',
  llama: 'ministral-reasoning',
  ollama: 'magistral:24b',
  lmstudio: 'mistralai/ministral-3-14b-reasoning',
  mistral: 'magistral-small-2509',
} as const;

/** Everything a stream brought, put together. */
export type Collected = {
  readonly text: string;
  readonly reasoning: string;
  readonly damaged: number;
  readonly calls: readonly PromptToolCall[];
  readonly repairs: readonly Repair[];
  /** The `finish` or `error`; absent after an abort. */
  readonly ending: Extract<ProviderEvent, { type: 'finish' | 'error' }> | undefined;
  readonly count: number;
};

/** Reads a stream to its end. Fails when anything comes after the last event. */
export async function collectEvents(events: AsyncIterable<ProviderEvent>): Promise<Collected> {
  const calls: PromptToolCall[] = [];
  const repairs: Repair[] = [];
  const collected = { text: '', reasoning: '', damaged: 0, count: 0, calls, repairs };
  let ending: Collected['ending'];
  for await (const event of events) {
    if (ending) throw new Error(`${event.type} after ${ending.type}`);
    collected.count += 1;
    if (event.type === 'text-delta') collected.text += event.text;
    else if (event.type === 'reasoning-delta') collected.reasoning += event.text;
    else if (event.type === 'damaged') collected.damaged += 1;
    else if (event.type === 'tool-call') calls.push(event.call);
    else if (event.type === 'repair') repairs.push(event.repair);
    else ending = event;
  }
  return { ...collected, ending };
}

/** Code of a failed stream; `finish:<reason>` of another. */
export function endingOf({ ending }: Collected): string {
  if (!ending) return 'none';
  return ending.type === 'error' ? ending.error.code : `finish:${ending.finishReason}`;
}

/** Prompt of one question, with as many pictures as wanted. */
export function promptOf(text: string, images = 0, maxOutputTokens = 4096): Prompt {
  const pictures = Array.from({ length: images }, (_, index) => [
    { type: 'text', text: `Image ${index + 1}:` } as const,
    { type: 'image', attachment: attachmentOf(index + 1), detail: 'full' } as const,
  ]).flat();
  return {
    messages: [
      { role: 'system', text: 'You answer.' },
      { role: 'user', parts: [...pictures, { type: 'text', text }] },
    ],
    settings: { temperature: 0.15, maxOutputTokens },
  };
}

/** A tool with one argument. */
export const toolOf = (name: string, argument: string): ToolDefinition => ({
  name,
  description: 'Tells something.',
  parameters: { type: 'object', properties: { [argument]: { type: 'string' } } },
});

export const WEATHER = toolOf('get_weather', 'city');

/** A square of coloured noise, which nothing packs: an edge of 280 pixels takes 310,000 characters of base64. */
export async function makeGrain(edge: number): Promise<ImageBytes> {
  const random = createRandom(3);
  const raw = { width: edge, height: edge, channels: 3 as const };
  const noise = Uint8Array.from({ length: edge * edge * 3 }, () => random() * 256);
  return { mediaType: 'image/png', data: await sharp(noise, { raw }).png().toBuffer() };
}

/** A small real picture. */
export function makePicture(width = 56, height = 28): Promise<Buffer> {
  const background = { r: 200, g: 30, b: 30 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

export function requestOf(upstreamModel: string, prompt = promptOf('Hello')): ProviderRequest {
  return {
    model: modelOf({ upstreamModel }),
    prompt,
    loadImage: async () => ({ mediaType: 'image/png', data: await makePicture() }),
  };
}

/** Long enough for a loaded machine, short enough not to hang a suite. */
const TEST_TIMEOUTS: StreamTimeouts = { firstByteMs: 20_000, idleMs: 20_000, afterFinishMs: 50 };

export type TestProvider = { readonly provider: Provider; readonly waits: number[] };

/** The real adapter towards an address; waits for retries are noted instead of made. */
export function providerFor(
  url: string,
  dialect: DialectName,
  dependencies: Partial<ProviderDependencies> = {},
  store: ConnectionProfileStore = createMemoryConnectionProfileStore(),
): TestProvider {
  const waits: number[] = [];
  const destination = { baseUrl: new URL(url), apiKey: new Secret(PLANTED_KEY), label: 'Lab' };
  const now = dependencies.now ?? REAL_DEPENDENCIES.now;
  const profile = new LearntProfile({ connectionId: 'lab', address: url, store, now });
  const provider = createOpenAiCompatibleProvider(
    {
      destination,
      line: OPEN_LINE,
      dialect: () => DIALECTS[dialect],
      profile,
      listModels: () => Promise.resolve([]),
    },
    {
      ...REAL_DEPENDENCIES,
      random: () => 0,
      wait: (milliseconds) => Promise.resolve(waits.push(milliseconds)),
      timeouts: TEST_TIMEOUTS,
      ...dependencies,
    },
  );
  return { provider, waits };
}

/** Asks a server through the real adapter, to the end of the answer. */
export function askServer(
  url: string,
  dialect: DialectName,
  request: ProviderRequest,
  ...rest: readonly [dependencies?: Partial<ProviderDependencies>, store?: ConnectionProfileStore]
): Promise<Collected> {
  const { provider } = providerFor(url, dialect, ...rest);
  return collectEvents(provider.stream(request, new AbortController().signal));
}
