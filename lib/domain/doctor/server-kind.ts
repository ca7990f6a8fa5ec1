import type { DialectName } from '../connection/dialect-name';

/** Programs and services that serve this family of models, as the doctor tells them apart. */
export type ServerKind =
  | 'nvidia'
  | 'nim'
  | 'vllm'
  | 'transformers'
  | 'llama'
  | 'ollama'
  | 'lmstudio'
  | 'mistral'
  | 'other';

/** Names that are the same in every language. */
export const SERVER_NAMES: Readonly<Record<ServerKind, string>> = {
  nvidia: 'NVIDIA',
  nim: 'NVIDIA NIM',
  vllm: 'vLLM',
  transformers: 'transformers serve',
  llama: 'llama-server',
  ollama: 'Ollama',
  lmstudio: 'LM Studio',
  mistral: 'Mistral',
  other: 'OpenAI-compatible',
};

/** The program that speaks a dialect. */
export const KIND_OF_DIALECT: Readonly<Record<DialectName, ServerKind>> = {
  nvidia: 'nvidia',
  nim: 'nim',
  vllm012: 'vllm',
  vllmNew: 'vllm',
  vllmHf: 'vllm',
  transformers: 'transformers',
  llama: 'llama',
  ollama: 'ollama',
  lmstudio: 'lmstudio',
  mistral: 'mistral',
  generic: 'other',
};
