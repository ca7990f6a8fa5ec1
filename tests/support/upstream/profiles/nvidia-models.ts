/** Rows of the hosted list: about 100, embedders and retired models among them, none described. */

const KNOWN = [
  '01-ai/yi-large',
  'baai/bge-m3',
  'google/gemma-3-27b-it',
  'google/gemma-3n-e4b-it',
  'meta/llama-3.2-11b-vision-instruct',
  'meta/llama-3.2-90b-vision-instruct',
  'meta/llama-4-maverick-17b-128e-instruct',
  'microsoft/phi-4-multimodal-instruct',
  'mistralai/magistral-small-2506',
  'mistralai/ministral-14b-instruct-2512',
  'mistralai/mistral-large-3-675b-instruct-2512',
  'mistralai/mistral-nemotron',
  'nvidia/llama-3.2-nv-embedqa-1b-v2',
  'nvidia/llama-3.2-nv-rerankqa-1b-v2',
  'nvidia/llama-3.1-nemoguard-8b-topic-control',
  'nvidia/nemoretriever-parse',
  'nvidia/nemotron-nano-12b-v2-vl',
  'nvidia/nv-embed-v1',
  'qwen/qwen3.5-397b-a17b',
] as const;
const FILLERS = 81;

/** Names that answer a chat request. */
export const NVIDIA_CHAT_MODELS: readonly string[] = KNOWN.filter(
  (name) => !/bge|embed|rerank|guard|parse/.test(name),
);

/** The rows of `GET /v1/models`. */
export function nvidiaModelRows() {
  const fillers = Array.from({ length: FILLERS }, (_, index) => `vendor/text-model-${index + 1}`);
  return [...KNOWN, ...fillers].map((id) => ({
    id,
    object: 'model',
    created: 735_790_403,
    owned_by: id.split('/')[0],
  }));
}
