import 'server-only';
import * as z from 'zod';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { ServerKind } from '@/lib/domain/doctor/server-kind';
import type { UpstreamEndpoint } from '../connections/connection';
import { destinationOf } from '../connections/destination-of';
import type { Ask } from './ask';

const MISTRAL_HOST = /(?:^|\.)mistral\.ai$/;

/** How a dialect is told to people; a generic one is looked at more closely. */
const KINDS: Readonly<Partial<Record<DialectName, ServerKind>>> = {
  nvidia: 'nvidia',
  nim: 'nim',
  vllm012: 'vllm',
  vllmNew: 'vllm',
  vllmHf: 'vllm',
  transformers: 'transformers',
  llama: 'llama',
  ollama: 'ollama',
  lmstudio: 'lmstudio',
  mistral: 'mistral',
};

/** The service of somebody else behind an address; `null` for a server of one's own. */
export function hostedKindOf({ destination, dialect }: UpstreamEndpoint): ServerKind | null {
  if (destinationOf(destination.baseUrl) === 'nvidia' || dialect === 'nvidia') return 'nvidia';
  const isMistral = MISTRAL_HOST.test(destination.baseUrl.hostname) || KINDS[dialect] === 'mistral';
  return isMistral ? 'mistral' : null;
}

type Sign = { readonly kind: ServerKind; readonly path: string; readonly schema: z.ZodType };

/** Fields that tell servers apart (each one's own documentation); the first that is there wins. */
const SIGNS: readonly Sign[] = [
  {
    kind: 'llama',
    path: '/props',
    schema: z.object({ default_generation_settings: z.object({}) }),
  },
  { kind: 'lmstudio', path: '/api/v0/models', schema: z.object({ data: z.array(z.unknown()) }) },
  {
    kind: 'lmstudio',
    path: '/api/v1/models',
    schema: z.object({ models: z.array(z.unknown()) }),
  },
  { kind: 'ollama', path: '/api/version', schema: z.object({ version: z.string() }) },
  { kind: 'nim', path: '/v1/health/ready', schema: z.object({ object: z.string() }) },
  { kind: 'nim', path: '/v1/metadata', schema: z.object({ version: z.string() }) },
  { kind: 'vllm', path: '/version', schema: z.object({ version: z.string() }) },
  { kind: 'transformers', path: '/health', schema: z.object({ status: z.literal('ok') }) },
];

/**
 * Finds out which program answers. Questions about the server only: they cost nothing, and a server
 * that does not know them just says so.
 */
export async function kindOfServer(endpoint: UpstreamEndpoint, ask: Ask): Promise<ServerKind> {
  const known = hostedKindOf(endpoint) ?? KINDS[endpoint.dialect];
  if (known) return known;
  const answers = await Promise.all(
    SIGNS.map(({ path }) =>
      ask.info(path, { root: true }).catch(() => ({ status: 0, json: undefined })),
    ),
  );
  const found = SIGNS.find(({ schema }, index) => {
    const answer = answers[index];
    return answer?.status === 200 && schema.safeParse(answer.json).success;
  });
  return found?.kind ?? 'other';
}
