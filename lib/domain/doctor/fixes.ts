import type { ServerKind } from './server-kind';

/** What somebody can do. Its text is `doctorFixes.<code>` in the message catalogue. */
export const FIX_CODES = [
  'check-name',
  'start-server',
  'start-ollama',
  'start-lmstudio',
  'open-firewall',
  'fix-certificate',
  'use-plain-http',
  'use-target',
  'set-address',
  'leave-proxy',
  'wait-loading',
  'read-server-log',
  'set-key',
  'renew-key',
  'add-credit',
  'set-model',
  'ask-access',
  'choose-model',
  'start-with',
  'start-with-environment',
  'load-larger',
  'load-vision',
  'pull-model',
  'serve-with-vllm',
  'update-vllm',
  'proxy-buffering',
  'proxy-body',
  'lower-requests',
] as const;

export type FixCode = (typeof FIX_CODES)[number];

/** One thing to do, with the text to copy where there is one. */
export type Fix = { readonly code: FixCode; readonly setting?: string | undefined };

/** Something that servers are started with, or without. */
export type Need =
  | 'running'
  | 'window'
  | 'vision'
  | 'picture-count'
  | 'tools'
  | 'streamed-tools'
  | 'schema'
  | 'reasoning'
  | 'template'
  | 'unbuffered';

/** Flags of vLLM for this family (docs.vllm.ai recipe and model card of Ministral 3). */
const MISTRAL_MODE = '--tokenizer_mode mistral --config_format mistral --load_format mistral';
const VLLM_TOOLS = '--enable-auto-tool-choice --tool-call-parser mistral';
const TEN_PICTURES = `--limit-mm-per-prompt '{"image":10}'`;
const withFlags = (setting: string): Fix => ({ code: 'start-with', setting });
const withVariable = (setting: string): Fix => ({ code: 'start-with-environment', setting });

type FixesByKind = { readonly [Kind in ServerKind | 'any']?: readonly Fix[] };

/**
 * What gives each kind of server what it lacks: flags, variables and steps of its own documentation.
 * 32,768 tokens hold ten pictures at full size (30,800) and some text.
 */
const FIXES: Readonly<Record<Need, FixesByKind>> = {
  running: {
    ollama: [{ code: 'start-ollama', setting: 'ollama serve' }],
    lmstudio: [{ code: 'start-lmstudio', setting: 'lms server start' }],
    any: [{ code: 'start-server' }],
  },
  window: {
    vllm: [withFlags('--max-model-len 32768')],
    nim: [withVariable('NIM_MAX_MODEL_LEN=32768')],
    llama: [withFlags('-c 32768')],
    ollama: [withVariable('OLLAMA_CONTEXT_LENGTH=32768')],
    lmstudio: [{ code: 'load-larger', setting: 'lms load --context-length 32768' }],
    any: [{ code: 'load-larger' }],
  },
  vision: {
    vllm: [{ code: 'choose-model' }, withFlags(TEN_PICTURES)],
    llama: [withFlags('--mmproj FILE')],
    ollama: [{ code: 'pull-model', setting: 'ollama pull ministral-3:8b' }],
    lmstudio: [{ code: 'load-vision' }],
    any: [{ code: 'choose-model' }],
  },
  'picture-count': {
    vllm: [withFlags(TEN_PICTURES)],
    nim: [withVariable('NIM_MAX_IMAGES_PER_PROMPT=10')],
    any: [{ code: 'choose-model' }],
  },
  tools: {
    vllm: [withFlags(VLLM_TOOLS)],
    llama: [withFlags('--jinja')],
    transformers: [{ code: 'serve-with-vllm' }],
    ollama: [{ code: 'pull-model', setting: 'ollama pull ministral-3:8b' }],
    any: [{ code: 'choose-model' }],
  },
  'streamed-tools': {
    vllm: [{ code: 'update-vllm' }],
    any: [],
  },
  schema: { vllm: [{ code: 'update-vllm' }], any: [] },
  reasoning: {
    vllm: [withFlags(`${MISTRAL_MODE} --reasoning-parser mistral`)],
    llama: [withFlags('--jinja --reasoning-format auto')],
    any: [],
  },
  template: {
    vllm: [withFlags(MISTRAL_MODE)],
    any: [],
  },
  unbuffered: { any: [{ code: 'proxy-buffering', setting: 'proxy_buffering off;' }] },
};

/** What gives a kind of server what it lacks, most likely first. */
export function fixesFor(need: Need, kind: ServerKind): readonly Fix[] {
  return FIXES[need][kind] ?? FIXES[need].any ?? [];
}
