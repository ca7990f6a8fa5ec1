import 'server-only';
import * as z from 'zod';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { Destination } from '../egress/fetch-upstream';
import { fetchJson } from '../provider/fetch-json';

/** One question may take that long, in milliseconds. */
const PROBE_TIMEOUT_MS = 2_000;

/** What kind of server answers at an address. */
export type DetectedServer = {
  /** Words for it in the page. */
  readonly name: string;
  /** `generic` for a kind that is not known. */
  readonly dialect: DialectName;
};

type Probe = DetectedServer & {
  readonly path: string;
  /** Servers answer unknown paths with 200 and anything, so a field decides. */
  readonly schema: z.ZodType;
};

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })).min(1) });
const firstRow = (row: z.ZodType) => z.object({ data: z.tuple([row], z.unknown()) });

/** What tells the servers apart; the first that matches wins. */
const PROBES: readonly Probe[] = [
  {
    name: 'llama.cpp',
    dialect: 'llama',
    path: '/props',
    schema: z.object({ default_generation_settings: z.object({}) }),
  },
  {
    name: 'Ollama',
    dialect: 'ollama',
    path: '/api/version',
    schema: z.object({ version: z.string() }),
  },
  {
    name: 'LM Studio',
    dialect: 'lmstudio',
    path: '/api/v1/models',
    schema: z.object({ models: z.array(z.unknown()) }),
  },
  {
    name: 'LM Studio',
    dialect: 'lmstudio',
    path: '/api/v0/models',
    schema: z.object({ data: z.array(z.unknown()) }),
  },
  {
    name: 'NVIDIA NIM',
    dialect: 'nim',
    path: '/v1/metadata',
    schema: z.object({ modelInfo: z.array(z.unknown()) }),
  },
  {
    name: 'NVIDIA NIM',
    dialect: 'nim',
    path: '/v1/health/ready',
    schema: z.object({ object: z.literal('health.response') }),
  },
  {
    name: 'vLLM',
    dialect: 'vllm012',
    path: '/version',
    schema: z.object({ version: z.string().regex(/^0\.12\./) }),
  },
  {
    name: 'vLLM',
    dialect: 'vllmNew',
    path: '/v1/models',
    schema: firstRow(z.object({ owned_by: z.literal('vllm') })),
  },
  {
    name: 'transformers',
    dialect: 'transformers',
    path: '/health',
    schema: z.object({ status: z.literal('ok') }),
  },
];

const hasWindow = firstRow(z.object({ max_model_len: z.number() }));

const HOSTS: readonly (readonly [host: RegExp, server: DetectedServer])[] = [
  [/(?:^|\.)api\.nvidia\.com$/, { name: 'NVIDIA', dialect: 'nvidia' }],
  [/(?:^|\.)mistral\.ai$/, { name: 'Mistral', dialect: 'mistral' }],
];

/** A hosted service, by the name of its host. */
export function detectHosted({ hostname }: URL): DetectedServer | null {
  return HOSTS.find(([host]) => host.test(hostname))?.[1] ?? null;
}

/** What a server answers at a path; `undefined` for any failure: it is then no match. */
async function ask(destination: Destination, path: string, outer: AbortSignal): Promise<unknown> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(PROBE_TIMEOUT_MS)]);
  return fetchJson(destination, { path, root: true, signal }).catch(() => undefined);
}

/**
 * Finds out which kind of server answers at an address, by a few questions to its own origin.
 *
 * @returns `null` when nothing there lists models.
 */
export async function detectServer(
  destination: Destination,
  signal: AbortSignal,
): Promise<DetectedServer | null> {
  const models = await ask(destination, '/v1/models', signal);
  if (!modelsSchema.safeParse(models).success) return null;
  const answers = await Promise.all(
    PROBES.map(({ path }) => (path === '/v1/models' ? models : ask(destination, path, signal))),
  );
  const found = PROBES.find(({ schema, dialect }, index) => {
    // Others say that they are well too; only theirs is a list without a window.
    if (dialect === 'transformers' && hasWindow.safeParse(models).success) return false;
    return schema.safeParse(answers[index]).success;
  });
  if (!found) return { name: 'Model server', dialect: 'generic' };
  return { name: found.name, dialect: found.dialect };
}
