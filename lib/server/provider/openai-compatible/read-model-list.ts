import 'server-only';
import * as z from 'zod';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Destination } from '../../egress/fetch-upstream';
import type { ModelFacts } from '../describe-model';
import type { Dialect } from '../dialects';
import { fetchJson } from '../fetch-json';
import { flagField, positiveField } from '../lenient-fields';
import { readServerFacts } from '../server-facts/read-server-facts';

const modelRowSchema = z.object({
  id: z.string().min(1),
  /** In seconds since 1970. Ollama's is when the model was last changed. */
  created: positiveField,
  /** vLLM and NIM. */
  max_model_len: positiveField,
  /** Mistral's API, as the one below. */
  max_context_length: positiveField,
  capabilities: z
    .object({ vision: flagField, function_calling: flagField, completion_chat: flagField })
    .optional()
    .catch(undefined),
  /** llama-server. */
  meta: z.object({ n_ctx: positiveField }).optional().catch(undefined),
});
const modelListSchema = z.object({ data: z.array(z.unknown()) });

type ModelRow = z.infer<typeof modelRowSchema>;
export type ListedModel = ModelFacts & { readonly upstreamModel: string };

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
): Promise<{ readonly models: readonly ListedModel[] }> {
  const list = modelListSchema.safeParse(
    await fetchJson(destination, { path: '/models', signal }, dialect),
  );
  if (!list.success) throw new AppError('upstream-wrong-url', { connection: destination.label });
  const rows = list.data.data.flatMap((item) => {
    const row = modelRowSchema.safeParse(item);
    return row.success && !dialect.hiddenModels.test(row.data.id) ? [row.data] : [];
  });
  const models = rows.map(({ id }) => id);
  const changed = new Map(rows.map(({ id, created }) => [id, created]));
  const facts = await readServerFacts(dialect.name, { destination, models, changed, signal });
  const listed = rows
    .map(toListedModel)
    .map((model) => join(model, facts(model.upstreamModel)))
    .filter(({ isChat }) => isChat !== false);
  return { models: listed };
}
