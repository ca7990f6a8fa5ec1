import 'server-only';

import type { DialectName } from '@/lib/domain/connection/dialect-name';

/** How long a server may be silent, in milliseconds. Any byte counts as life, comments too. */
export type StreamTimeouts = {
  /** From the request to the first byte of the answer: a queue or a long prompt is silent. */
  readonly firstByteMs: number;
  /** Between two bytes of an answer. */
  readonly idleMs: number;
  /** After the finish reason, for the token counts that may follow. */
  readonly afterFinishMs: number;
};

/** How a server departs from the OpenAI wire format, as data. */
export type Dialect = {
  readonly name: DialectName;
  readonly timeouts: StreamTimeouts;
  /** Whether to ask for token counts (`stream_options`); given up for good when refused. */
  readonly asksForUsage: boolean;
  /** Longest base64 text of one picture; `null` where no limit is known. */
  readonly maxImageBase64Characters: number | null;
  /** Largest request body in bytes; `null` where no limit is known. */
  readonly maxBodyBytes: number | null;
  /** Whether a 500 is a refusal that will not pass. llama-server says 500 to what it can never serve. */
  readonly refusesWith500: boolean;
  /** Whether a stream that ends without one frame is tried once more. */
  readonly retriesEmptyStreams: boolean;
  /** Rows of the model list that are no chat models, by name. */
  readonly hiddenModels: RegExp;
};

const TIMEOUTS: StreamTimeouts = { firstByteMs: 180_000, idleMs: 120_000, afterFinishMs: 5_000 };

const GENERIC: Dialect = {
  name: 'generic',
  timeouts: TIMEOUTS,
  asksForUsage: true,
  maxImageBase64Characters: null,
  maxBodyBytes: null,
  refusesWith500: false,
  retriesEmptyStreams: false,
  hiddenModels: /embed|rerank|whisper/i,
};

/** The servers known so far. A server not listed speaks `generic`. */
export const DIALECTS: Record<DialectName, Dialect> = {
  generic: GENERIC,
  nim: { ...GENERIC, name: 'nim' },
  vllm012: { ...GENERIC, name: 'vllm012' },
  vllmNew: { ...GENERIC, name: 'vllmNew' },
  vllmHf: { ...GENERIC, name: 'vllmHf' },
  transformers: { ...GENERIC, name: 'transformers' },
  ollama: { ...GENERIC, name: 'ollama' },
  lmstudio: { ...GENERIC, name: 'lmstudio' },
  mistral: { ...GENERIC, name: 'mistral' },
  llama: { ...GENERIC, name: 'llama', refusesWith500: true },
  nvidia: {
    ...GENERIC,
    name: 'nvidia',
    maxImageBase64Characters: 180_000,
    maxBodyBytes: 4_500_000,
    retriesEmptyStreams: true,
    hiddenModels: /embed|rerank|guard|reward|parse|ocr|retriever/i,
  },
};
