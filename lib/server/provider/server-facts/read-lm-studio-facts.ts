import 'server-only';
import * as z from 'zod';
import type { ModelFacts } from '../describe-model';
import { tryFetchJson } from '../fetch-json';
import { flagField, positiveField, textField } from '../lenient-fields';
import type { FactsQuestion, FindFacts } from './facts-question';

/** `GET /api/v1/models`, since 0.4. */
const newerSchema = z.object({
  models: z.array(
    z.object({
      key: z.string(),
      type: textField,
      max_context_length: positiveField,
      loaded_instances: z
        .array(z.object({ config: z.object({ context_length: positiveField }).optional() }))
        .optional()
        .catch(undefined),
      capabilities: z
        .object({ vision: flagField, trained_for_tool_use: flagField })
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
      type: textField,
      max_context_length: positiveField,
      loaded_context_length: positiveField,
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

/** LM Studio tells windows and what its models can do in lists of its own, by version. */
export async function readLmStudioFacts({
  destination,
  signal,
}: FactsQuestion): Promise<FindFacts> {
  const ask = (path: string) => tryFetchJson(destination, { path, root: true, signal });
  // A build without the newer list has the older one.
  const facts =
    readNewer(await ask('/api/v1/models')) ?? readOlder(await ask('/api/v0/models')) ?? [];
  const byModel = new Map(facts);
  return (model) => byModel.get(model);
}
