import 'server-only';
import * as z from 'zod';
import type { Destination } from '../../egress/fetch-upstream';
import type { ModelFacts } from '../describe-model';
import { tryFetchJson } from '../fetch-json';
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

type ShownModel = { readonly facts: ModelFacts; readonly changedAt: number | undefined };

/**
 * What `/api/show` told, by server and model: it stays as it is until the model is pulled again, and the list
 * is read every few seconds.
 */
const shownBefore = new WeakMap<Destination, ReadonlyMap<string, ShownModel>>();

/** The model's own limit, under a name that begins with its architecture. */
function readLimit(info: Readonly<Record<string, unknown>> = {}): number | undefined {
  const found = Object.entries(info).find(([name]) => name.endsWith('.context_length'))?.[1];
  return typeof found === 'number' && found > 0 ? found : undefined;
}

/** A model that went meanwhile, or a build without this route, tells nothing. */
async function readOne(
  model: string,
  { destination, signal }: FactsQuestion,
): Promise<ModelFacts | undefined> {
  const body = JSON.stringify({ model });
  const question = { path: '/api/show', root: true, body, signal };
  const shown = showSchema.safeParse(await tryFetchJson(destination, question));
  if (!shown.success) return undefined;
  const { capabilities, model_info: info } = shown.data;
  return {
    contextWindow: readLimit(info),
    acceptsImages: capabilities?.includes('vision'),
    supportsTools: capabilities?.includes('tools'),
    isChat: capabilities?.includes('completion'),
  };
}

/** What is told of each model; only those are asked about that are new or changed. */
async function readShown(question: FactsQuestion): Promise<ReadonlyMap<string, ShownModel>> {
  const { destination, models, changed } = question;
  const before = shownBefore.get(destination);
  const shown = new Map<string, ShownModel>();
  // At once, not at the end: what came before a time limit struck need not be asked for again.
  shownBefore.set(destination, shown);
  const read = async (model: string) => {
    const changedAt = changed?.get(model);
    const known = before?.get(model);
    const isKnown = known !== undefined && known.changedAt === changedAt;
    const facts = isKnown ? known.facts : await readOne(model, question);
    if (facts) shown.set(model, { facts, changedAt });
  };
  await Promise.all(models.slice(0, MAX_MODELS).map(read));
  return shown;
}

async function readRunning({ destination, signal }: FactsQuestion): Promise<Map<string, number>> {
  const question = { path: '/api/ps', root: true, signal };
  const running = runningSchema.safeParse(await tryFetchJson(destination, question));
  const models = running.success ? running.data.models : [];
  return new Map(models.map(({ name, context_length: window }) => [name, window]));
}

/**
 * Ollama tells a model's limit and what it can do at `POST /api/show`, and the window of those that are
 * loaded at `GET /api/ps`: that one is mostly far smaller, and longer prompts lose their beginning.
 */
export async function readOllamaFacts(question: FactsQuestion): Promise<FindFacts> {
  const [running, shown] = await Promise.all([readRunning(question), readShown(question)]);
  return (model) => {
    const live = running.get(model);
    const facts = shown.get(model)?.facts;
    return live === undefined ? facts : { ...facts, contextWindow: live };
  };
}
