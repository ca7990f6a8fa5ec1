import 'server-only';
import * as z from 'zod';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { Destination } from '../egress/fetch-upstream';
import { fetchJson } from '../provider/openai-compatible/read-model-list';
import type { ConfiguredServer } from './connections-config';

type Probe = {
  readonly name: string;
  readonly dialect: DialectName | undefined;
  readonly path: string;
  /** Servers answer unknown paths with 200 and anything, so a field decides. */
  readonly schema: z.ZodType;
};

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })).min(1) });

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
    path: '/v1/health/ready',
    schema: z.object({ object: z.literal('health.response') }),
  },
  {
    name: 'vLLM',
    dialect: 'vllmNew',
    path: '/v1/models',
    schema: z.object({ data: z.tuple([z.object({ owned_by: z.literal('vllm') })], z.unknown()) }),
  },
  {
    name: 'transformers',
    dialect: 'transformers',
    path: '/health',
    schema: z.object({ status: z.literal('ok') }),
  },
];

const OTHER = { name: 'Model server', dialect: undefined };

/** What a server answers at a path; `undefined` for any failure: it is then no match. */
function ask(destination: Destination, path: string, signal: AbortSignal): Promise<unknown> {
  return fetchJson(destination, { path, root: true, signal }).catch(() => undefined);
}

/**
 * Finds out which model server listens on a port of this machine. Sends no key.
 *
 * @returns `null` when nothing there lists models.
 */
export async function detectLocalServer(
  port: number,
  signal: AbortSignal,
): Promise<ConfiguredServer | null> {
  const baseUrl = new URL(`http://127.0.0.1:${port}/v1`);
  const destination: Destination = { baseUrl, label: `port ${port}` };
  const models = await ask(destination, '/v1/models', signal);
  if (!modelsSchema.safeParse(models).success) return null;
  const answers = await Promise.all(
    PROBES.map(({ path }) => (path === '/v1/models' ? models : ask(destination, path, signal))),
  );
  const found = PROBES.find(({ schema }, index) => schema.safeParse(answers[index]).success);
  const { name, dialect } = found ?? OTHER;
  return {
    id: `local-${port}`,
    label: `${name} on port ${port}`,
    baseUrl: baseUrl.href,
    dialect,
  };
}
