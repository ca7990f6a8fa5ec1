import 'server-only';
import * as z from 'zod';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Destination } from '../../egress/fetch-upstream';
import type { ModelFacts } from '../describe-model';
import type { Dialect } from '../dialects';
import { fetchJson } from '../fetch-json';
import { readServerFacts } from '../server-facts/read-server-facts';

const positive = z.number().positive().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const modelRowSchema = z.object({
  id: z.string().min(1),
  owned_by: z.string().optional().catch(undefined),
  /** vLLM and NIM. */
  max_model_len: positive,
  /** Mistral's API, as the one below. */
  max_context_length: positive,
  capabilities: z
    .object({ vision: flag, function_calling: flag, completion_chat: flag })
    .optional()
    .catch(undefined),
  /** llama-server. */
  meta: z.object({ n_ctx: positive }).optional().catch(undefined),
});
const modelListSchema = z.object({ data: z.array(z.unknown()) });

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

function toListedModel(row: ModelRow): ListedModel {
  return {
    upstreamModel: row.id,
    contextWindow: row.max_model_len ?? row.max_context_length ?? row.meta?.n_ctx,
    acceptsImages: row.capabilities?.vision,
    supportsTools: row.capabilities?.function_calling,
    isChat: row.capabilities?.completion_chat,
  };
}

/** What is said of a model at a second place wins where it says anything. */
function join(model: ListedModel, facts: ModelFacts = {}): ListedModel {
  const said = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...model, ...Object.fromEntries(said) };
}

/**
 * Reads `GET /models` and what else the server tells of its models.
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
  const found = OWNERS.get(rows.find((row) => row.owned_by !== undefined)?.owned_by ?? '');
  const kind = dialect.name === 'generic' ? found : dialect.name;
  const listed = rows.map(toListedModel);
  const names = listed.map(({ upstreamModel }) => upstreamModel);
  const facts = await readServerFacts(kind, { destination, models: names, signal });
  const models = listed
    .map((model) => join(model, facts(model.upstreamModel)))
    .filter(({ isChat }) => isChat !== false);
  return { models, dialect: found };
}
