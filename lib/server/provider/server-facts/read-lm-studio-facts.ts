import 'server-only';
import * as z from 'zod';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelFacts } from '../describe-model';
import { fetchJson } from '../fetch-json';
import type { FactsQuestion, FindFacts } from './facts-question';

const positive = z.number().positive().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** `GET /api/v1/models`, since 0.4. */
const newerSchema = z.object({
  models: z.array(
    z.object({
      key: z.string(),
      type: z.string().optional().catch(undefined),
      max_context_length: positive,
      loaded_instances: z
        .array(z.object({ config: z.object({ context_length: positive }).optional() }))
        .optional()
        .catch(undefined),
      capabilities: z
        .object({ vision: flag, trained_for_tool_use: flag })
        .optional()
        .catch(undefined),
    }),
  ),
});
/** `GET /api/v0/models`. */
const olderSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: z.string().optional().catch(undefined),
      max_context_length: positive,
      loaded_context_length: positive,
    }),
  ),
});

type Facts = readonly (readonly [model: string, facts: ModelFacts])[];

const isChat = (type: string | undefined) => (type === undefined ? undefined : !/embed/.test(type));

function readNewer(body: unknown): Facts | null {
  const list = newerSchema.safeParse(body);
  if (!list.success) return null;
  return list.data.models.map(({ key, type, max_context_length: limit, ...model }) => [
    key,
    {
      // What it was loaded with counts; what it could be loaded with is told of the others.
      contextWindow: model.loaded_instances?.[0]?.config?.context_length ?? limit,
      acceptsImages: model.capabilities?.vision,
      supportsTools: model.capabilities?.trained_for_tool_use,
      isChat: isChat(type),
    },
  ]);
}

function readOlder(body: unknown): Facts | null {
  const list = olderSchema.safeParse(body);
  if (!list.success) return null;
  return list.data.data.map(
    ({ id, type, max_context_length: limit, loaded_context_length: loaded }) => [
      id,
      {
        contextWindow: loaded ?? limit,
        acceptsImages: type === undefined ? undefined : type === 'vlm',
        isChat: isChat(type),
      },
    ],
  );
}

/** A build without the newer list has the older one. */
function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}

/** LM Studio tells windows and what its models can do in lists of its own, by version. */
export async function readLmStudioFacts({
  destination,
  signal,
}: FactsQuestion): Promise<FindFacts> {
  const ask = (path: string) =>
    fetchJson(destination, { path, root: true, signal }).catch(ignoreRefusal);
  const facts =
    readNewer(await ask('/api/v1/models')) ?? readOlder(await ask('/api/v0/models')) ?? [];
  const byModel = new Map(facts);
  return (model) => byModel.get(model);
}
