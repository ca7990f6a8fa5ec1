import 'server-only';
import * as z from 'zod';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Destination, fetchUpstream, readCappedText } from '../../egress/fetch-upstream';
import type { ModelFacts } from '../describe-model';
import { DIALECTS, type Dialect } from '../dialects';
import { errorFromUpstream } from '../error-from-upstream';
import { parseJson, readRefusalText } from '../read-refusal';

/** Longest answer to a question about the server, in bytes: NVIDIA's list has about 30 KB. */
const MAX_INFO_BYTES = 4 * 1024 * 1024;

const positive = z.number().positive().optional().catch(undefined);
const modelRowSchema = z.object({
  id: z.string().min(1),
  owned_by: z.string().optional().catch(undefined),
  /** vLLM and NIM. */
  max_model_len: positive,
  /** Mistral's API. */
  max_context_length: positive,
  capabilities: z.object({ vision: z.boolean().optional() }).optional().catch(undefined),
  /** llama-server. */
  meta: z.object({ n_ctx: positive }).optional().catch(undefined),
});
const modelListSchema = z.object({ data: z.array(z.unknown()) });
const propsSchema = z.object({
  default_generation_settings: z.object({ n_ctx: positive }),
  modalities: z.object({ vision: z.boolean() }).optional().catch(undefined),
});

type ModelRow = z.infer<typeof modelRowSchema>;
export type ListedModel = ModelFacts & { readonly upstreamModel: string };

/** What a server says of itself. */
export type ServerFacts = {
  readonly models: readonly ListedModel[];
  /** How it speaks, where its rows tell. */
  readonly dialect?: DialectName | undefined;
};

const OWNERS: ReadonlyMap<string, DialectName> = new Map([
  ['vllm', 'vllmNew'],
  ['llamacpp', 'llama'],
]);

/**
 * Asks a server a question that it answers with JSON.
 *
 * @returns The parsed body; `undefined` when it is no JSON.
 * @throws AppError by what the server answered or why it could not be reached.
 */
export async function fetchJson(
  destination: Destination,
  request: { path: string; root?: boolean; signal: AbortSignal },
  dialect: Dialect = DIALECTS.generic,
): Promise<unknown> {
  const response = await fetchUpstream(destination, { ...request, accept: 'application/json' });
  const text = await readCappedText(response, MAX_INFO_BYTES);
  if (response.status === 200) return parseJson(text);
  const answer = { status: response.status, refusal: readRefusalText(text) };
  throw errorFromUpstream(answer, { connection: destination.label, dialect });
}

function toListedModel(row: ModelRow): ListedModel {
  return {
    upstreamModel: row.id,
    contextWindow: row.max_model_len ?? row.max_context_length ?? row.meta?.n_ctx,
    acceptsImages: row.capabilities?.vision,
  };
}

/** llama-server tells its real window and whether it sees only here. */
async function readLlamaProps(destination: Destination, signal: AbortSignal): Promise<ModelFacts> {
  const props = propsSchema.safeParse(
    await fetchJson(destination, { path: '/props', root: true, signal }, DIALECTS.llama),
  );
  if (!props.success) return {};
  return {
    contextWindow: props.data.default_generation_settings.n_ctx,
    acceptsImages: props.data.modalities?.vision,
  };
}

/**
 * Reads `GET /models` and what else the server tells of itself.
 *
 * @throws AppError when it cannot be asked; `upstream-wrong-url` when the answer is no model list.
 */
export async function readModelList(
  destination: Destination,
  dialect: Dialect,
  signal: AbortSignal,
): Promise<ServerFacts> {
  const list = modelListSchema.safeParse(
    await fetchJson(destination, { path: '/models', signal }, dialect),
  );
  if (!list.success) throw new AppError('upstream-wrong-url', { connection: destination.label });
  const rows = list.data.data.flatMap((item) => {
    const row = modelRowSchema.safeParse(item);
    return row.success && !dialect.hiddenModels.test(row.data.id) ? [row.data] : [];
  });
  const owner = rows.find((row) => row.owned_by !== undefined)?.owned_by ?? '';
  const found = OWNERS.get(owner);
  const models = rows.map(toListedModel);
  if (found !== 'llama') return { models, dialect: found };
  const props = await readLlamaProps(destination, signal);
  return { models: models.map((model) => ({ ...model, ...withoutGaps(props) })), dialect: found };
}

function withoutGaps(facts: ModelFacts): ModelFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
