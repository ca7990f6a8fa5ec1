import 'server-only';
import * as z from 'zod';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelFacts } from '../describe-model';
import { fetchJson } from '../fetch-json';
import type { FactsQuestion, FindFacts } from './facts-question';

/** More models than a person has loaded are not asked about. */
const MAX_MODELS = 40;

const showSchema = z.object({
  capabilities: z.array(z.string()).optional().catch(undefined),
  model_info: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
/** Newer builds tell the window that a loaded model runs with. */
const runningSchema = z.object({
  models: z.array(z.object({ name: z.string(), context_length: z.number().positive() })),
});

/** The model's own limit, under a name that begins with its architecture. */
function readLimit(info: Readonly<Record<string, unknown>> = {}): number | undefined {
  const found = Object.entries(info).find(([name]) => name.endsWith('.context_length'))?.[1];
  return typeof found === 'number' && found > 0 ? found : undefined;
}

async function readOne(
  model: string,
  { destination, signal }: FactsQuestion,
): Promise<ModelFacts | undefined> {
  const body = JSON.stringify({ model });
  const question = { path: '/api/show', root: true, body, signal };
  const shown = showSchema.safeParse(await fetchJson(destination, question).catch(ignoreRefusal));
  if (!shown.success) return undefined;
  const { capabilities, model_info: info } = shown.data;
  return {
    contextWindow: readLimit(info),
    acceptsImages: capabilities?.includes('vision'),
    supportsTools: capabilities?.includes('tools'),
    isChat: capabilities?.includes('completion'),
  };
}

/** A model that went meanwhile, or a build without this route, tells nothing. */
function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}

async function readRunning({ destination, signal }: FactsQuestion): Promise<Map<string, number>> {
  const question = { path: '/api/ps', root: true, signal };
  const running = runningSchema.safeParse(
    await fetchJson(destination, question).catch(ignoreRefusal),
  );
  const models = running.success ? running.data.models : [];
  return new Map(models.map(({ name, context_length: window }) => [name, window]));
}

/**
 * Ollama tells a model's limit and what it can do at `POST /api/show`, and the window of those that are
 * loaded at `GET /api/ps`: that one is mostly far smaller, and longer prompts lose their beginning.
 */
export async function readOllamaFacts(question: FactsQuestion): Promise<FindFacts> {
  const models = question.models.slice(0, MAX_MODELS);
  const [running, ...shown] = await Promise.all([
    readRunning(question),
    ...models.map((model) => readOne(model, question)),
  ]);
  const facts = new Map(models.map((model, index) => [model, shown[index]]));
  return (model) => {
    const live = running.get(model);
    return live === undefined ? facts.get(model) : { ...facts.get(model), contextWindow: live };
  };
}
