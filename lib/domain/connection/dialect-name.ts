/**
 * The ways servers of this model family speak. `vllm012` is vLLM 0.12 (thoughts under two names, lost
 * streamed tool calls), `vllmNew` a later one, `vllmHf` one served without Mistral's tokenizer;
 * a server not listed speaks `generic`.
 */
export const DIALECT_NAMES = [
  'nvidia',
  'nim',
  'vllm012',
  'vllmNew',
  'vllmHf',
  'transformers',
  'llama',
  'ollama',
  'lmstudio',
  'mistral',
  'generic',
] as const;

export type DialectName = (typeof DIALECT_NAMES)[number];
