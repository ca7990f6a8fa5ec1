/** Programs and services that serve this family of models, as the doctor tells them apart. */
export const SERVER_KINDS = [
  'nvidia',
  'nim',
  'vllm',
  'transformers',
  'llama',
  'ollama',
  'lmstudio',
  'mistral',
  'other',
] as const;

export type ServerKind = (typeof SERVER_KINDS)[number];

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
