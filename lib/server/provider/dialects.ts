import 'server-only';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import type { OptionalField } from './optional-fields';

/**
 * How long a server may be silent, in milliseconds. Any byte counts as life, comments too. All of it ends
 * before `LONGEST_SILENCE_MS`.
 */
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
  /** Optional fields that it refuses or ignores: they are not sent. */
  readonly withoutFields: readonly OptionalField[];
  /** Optional fields that it knows by another name. */
  readonly fieldNames: Readonly<Partial<Record<OptionalField, string>>>;
  /** The word that makes the model call a tool. */
  readonly mustCallTool: 'required' | 'any';
  /** Longest base64 text of one picture; `null` where no limit is known. */
  readonly maxImageBase64Characters: number | null;
  /** Largest request body in bytes; `null` where no limit is known. */
  readonly maxBodyBytes: number | null;
  /** Whether a 500 is a refusal that will not pass. llama-server says 500 to what it can never serve. */
  readonly refusesWith500: boolean;
  /** Whether a stream that ends without one frame is tried once more. */
  readonly retriesEmptyStreams: boolean;
  /** Whether it may fall silent for good when it is asked for token counts (some of NVIDIA's models). */
  readonly mayHangOnUsage: boolean;
  /** Whether it answers long work with 202 and an id to ask for it later. */
  readonly polls: boolean;
  /** Whether it drops the beginning of a prompt that is too long, and says nothing. */
  readonly cutsPrompts: boolean;
  /** Rows of the model list that are no chat models, by name. */
  readonly hiddenModels: RegExp;
};

const TIMEOUTS: StreamTimeouts = { firstByteMs: 180_000, idleMs: 120_000, afterFinishMs: 5_000 };

/** An answer that is sent in one piece is silent until it is done, and so is loading a model. Milliseconds. */
export const WHOLE_ANSWER_MS = 290_000;

const GENERIC: Dialect = {
  name: 'generic',
  timeouts: TIMEOUTS,
  withoutFields: [],
  fieldNames: {},
  mustCallTool: 'required',
  maxImageBase64Characters: null,
  maxBodyBytes: null,
  refusesWith500: false,
  retriesEmptyStreams: false,
  mayHangOnUsage: false,
  polls: false,
  cutsPrompts: false,
  hiddenModels: /embed|rerank|whisper/i,
};

/**
 * The servers known so far, as `nvidia` to `mistral` were read in their sources and documents in 2026. A
 * server not listed speaks `generic`.
 */
export const DIALECTS: Record<DialectName, Dialect> = {
  generic: GENERIC,
  nvidia: {
    ...GENERIC,
    name: 'nvidia',
    maxImageBase64Characters: 180_000,
    maxBodyBytes: 4_500_000,
    retriesEmptyStreams: true,
    mayHangOnUsage: true,
    polls: true,
    hiddenModels: /embed|rerank|guard|reward|parse|ocr|retriever/i,
  },
  nim: { ...GENERIC, name: 'nim' },
  vllm012: { ...GENERIC, name: 'vllm012' },
  vllmNew: { ...GENERIC, name: 'vllmNew' },
  vllmHf: { ...GENERIC, name: 'vllmHf' },
  // Loads a model when it is first asked for. Version 4 refuses what version 5 ignores, and counts
  // tokens unasked. A frequency penalty it takes for a factor of another meaning.
  transformers: {
    ...GENERIC,
    name: 'transformers',
    timeouts: { ...TIMEOUTS, firstByteMs: WHOLE_ANSWER_MS },
    withoutFields: [
      'frequency_penalty',
      'presence_penalty',
      'stream_options',
      'response_format',
      'tool_choice',
      'parallel_tool_calls',
    ],
  },
  llama: { ...GENERIC, name: 'llama', refusesWith500: true },
  ollama: {
    ...GENERIC,
    name: 'ollama',
    withoutFields: ['tool_choice', 'parallel_tool_calls'],
    cutsPrompts: true,
  },
  lmstudio: { ...GENERIC, name: 'lmstudio' },
  // Refuses every field it does not know, and counts tokens unasked.
  mistral: {
    ...GENERIC,
    name: 'mistral',
    withoutFields: ['stream_options'],
    fieldNames: { seed: 'random_seed' },
    mustCallTool: 'any',
    hiddenModels: /embed|moderation|ocr|whisper|voxtral|transcribe/i,
  },
};
