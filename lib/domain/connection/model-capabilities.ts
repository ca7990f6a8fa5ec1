import type { ModelDescriptor } from '../model';

/** What is known of a model before its server says anything. */
export type ModelCapabilities = {
  /** Words for the model. */
  readonly name: string;
  /** Tokens, prompt and answer together. */
  readonly contextWindow: number;
  readonly acceptsImages: boolean;
  readonly maxImagesPerPrompt: number;
  readonly supportsTools: boolean;
  readonly supportsReasoning: boolean;
  readonly defaultTemperature: number;
} & Pick<ModelDescriptor, 'defaultTopP' | 'thinksInMarkers' | 'tokenizer'>;

/** Most pictures any known model takes in one prompt (model card of Ministral 3). */
const MAX_IMAGES_PER_PROMPT = 10;

/** For a model nobody has described: a window that common servers have, pictures tried until refused. */
const UNKNOWN: Omit<ModelCapabilities, 'name'> = {
  contextWindow: 32_768,
  acceptsImages: true,
  maxImagesPerPrompt: MAX_IMAGES_PER_PROMPT,
  supportsTools: false,
  supportsReasoning: false,
  defaultTemperature: 0.7,
};

/**
 * Ministral 3 in all its spellings: `mistralai/ministral-14b-instruct-2512` (hosted),
 * `mistralai/ministral-3-14b-instruct-2512` (NIM), `Ministral-3-14B-Instruct-2512[-GGUF…]` (hub, files),
 * `ministral-3:14b` (Ollama), `ministral-14b-2512` (Mistral's API).
 */
const MINISTRAL_3 = /ministral(?:[-_ ]3(?!b))?[-_: ](3|8|14)b(?:[-_ ](instruct|reasoning))?/i;
/** What tells it from Ministral of 2024, which had the sizes 3B and 8B too and saw no pictures. */
const IS_GENERATION_3 = /ministral[-_ ]3[-_: ]|2512|latest/i;
/** Ollama's name without a size is its 8B. */
const MINISTRAL_3_UNSIZED = /(?:^|\/)ministral-3(?::latest)?$/i;

/** A model that only goes on with texts (the cards of `Ministral-3-…-Base-2512`): it does not chat. */
const BASE = /(?:^|[-_ /:])base(?:[-_ .:]|$)/i;

/**
 * How the family is asked to write. Card of 14B Instruct: 0.15. Cards of the Reasoning models: 1.0 for
 * 14B and 0.7 for the smaller ones, top_p 0.95; their `SYSTEM_PROMPT.txt` asks for thoughts in markers.
 */
function ministralManner(size: string, isReasoning: boolean) {
  if (!isReasoning) return { defaultTemperature: 0.15 };
  const defaultTemperature = size === '14' ? 1 : 0.7;
  return { defaultTemperature, defaultTopP: 0.95, thinksInMarkers: true };
}

/** Model card: window of 262,144 tokens, 10 images a prompt, function calling; `tekken.json` beside it. */
function ministral3(size: string, isReasoning: boolean): ModelCapabilities {
  return {
    name: `Ministral 3 ${size}B ${isReasoning ? 'Reasoning' : 'Instruct'}`,
    contextWindow: 262_144,
    acceptsImages: true,
    maxImagesPerPrompt: MAX_IMAGES_PER_PROMPT,
    supportsTools: true,
    supportsReasoning: isReasoning,
    tokenizer: 'tekken',
    ...ministralManner(size, isReasoning),
  };
}

function readMinistral3(model: string): ModelCapabilities | null {
  if (MINISTRAL_3_UNSIZED.test(model)) return ministral3('8', false);
  const match = MINISTRAL_3.exec(model);
  if (!match || !IS_GENERATION_3.test(model) || /2410/.test(model)) return null;
  return ministral3(match[1] ?? '', match[2]?.toLowerCase() === 'reasoning');
}

type Row = readonly [model: string, name: string, images: number, tools: boolean, window?: number];

/**
 * Other models of NVIDIA's catalogue, mid 2026 (langchain-nvidia `_statics.py` and its public list).
 * Images: 1 where the catalogue or the server says so, Llama 4 as its card was tested, Mistral's own
 * limit of 8 for its models, else as many as Ministral 3. 0 is a model without vision.
 */
const CATALOGUE: readonly Row[] = [
  ['mistralai/mistral-large-3-675b-instruct-2512', 'Mistral Large 3', 8, true, 262_144],
  ['mistralai/mistral-medium-3.5-128b', 'Mistral Medium 3.5', 8, true],
  ['mistralai/mistral-small-4-119b-2603', 'Mistral Small 4', 8, true],
  ['mistralai/mistral-medium-3-instruct', 'Mistral Medium 3', 8, true],
  ['mistralai/mistral-small-3.1-24b-instruct-2503', 'Mistral Small 3.1', 8, true],
  ['meta/llama-3.2-11b-vision-instruct', 'Llama 3.2 11B Vision', 1, false],
  ['meta/llama-3.2-90b-vision-instruct', 'Llama 3.2 90B Vision', 1, false],
  ['meta/llama-4-maverick-17b-128e-instruct', 'Llama 4 Maverick', 5, true],
  ['google/gemma-3-27b-it', 'Gemma 3 27B', 10, false],
  ['google/gemma-3n-e4b-it', 'Gemma 3n E4B', 1, false],
  ['google/gemma-4-31b-it', 'Gemma 4 31B', 10, false],
  ['microsoft/phi-4-multimodal-instruct', 'Phi-4 Multimodal', 1, false],
  ['nvidia/nemotron-nano-12b-v2-vl', 'Nemotron Nano 12B v2 VL', 1, false],
  ['nvidia/nemotron-3-nano-omni-30b-a3b-reasoning', 'Nemotron 3 Nano Omni', 1, false],
  ['nvidia/llama-3.1-nemotron-nano-vl-8b-v1', 'Nemotron Nano VL 8B', 1, false],
  ['qwen/qwen3.5-397b-a17b', 'Qwen 3.5 397B', 10, true],
  ['qwen/qwen3.5-122b-a10b', 'Qwen 3.5 122B', 10, true],
  ['moonshotai/kimi-k2.6', 'Kimi K2.6', 10, true],
  ['stepfun-ai/step-3.7-flash', 'Step 3.7 Flash', 10, true],
  ['mistralai/mistral-nemotron', 'Mistral Nemotron', 0, true],
  ['mistralai/magistral-small-2506', 'Magistral Small', 0, true],
  ['mistralai/devstral-2-123b-instruct-2512', 'Devstral 2', 0, true],
];

/** The window of the catalogue's models where no other is published for the hosted one, in tokens. */
const CATALOGUE_WINDOW = 131_072;

const BY_MODEL: ReadonlyMap<string, ModelCapabilities> = new Map(
  CATALOGUE.map(([model, name, images, supportsTools, contextWindow = CATALOGUE_WINDOW]) => [
    model,
    {
      ...UNKNOWN,
      name,
      contextWindow,
      acceptsImages: images > 0,
      maxImagesPerPrompt: images,
      supportsTools,
      supportsReasoning: model.endsWith('-reasoning'),
      defaultTemperature: model.startsWith('mistralai/') ? 0.15 : UNKNOWN.defaultTemperature,
    },
  ]),
);

/** Whether a model can be chatted with, by its name. */
export function isForChat(model: string): boolean {
  return !BASE.test(model);
}

/** What is known of a model by the name its server gives it; `null` where nothing is. */
export function findCapabilities(model: string): ModelCapabilities | null {
  return readMinistral3(model) ?? BY_MODEL.get(model.toLowerCase()) ?? null;
}

/** The same, with careful assumptions for a model nobody has described. */
export function capabilitiesOf(model: string): ModelCapabilities {
  return findCapabilities(model) ?? { ...UNKNOWN, name: shortName(model) };
}

/** The last part of a path or a hub name, without a file's ending. */
function shortName(model: string): string {
  const last = model.split(/[\\/]/).findLast((part) => part !== '') ?? model;
  return last.replace(/\.gguf$/i, '');
}
