import type { ProfileName } from '../../support/upstream/profile';

/** What sets a server apart, where an answer as such is concerned. */
export type ProfileFacts = {
  /** A model that thinks before it answers. */
  readonly reasoningModel: string;
  /** Whether its thoughts can be told from its answer. */
  readonly tellsThoughts: boolean;
  /** Pictures it takes in a prompt. */
  readonly maxImages: number;
  /** What becomes of a prompt that is too long: an error's code, or a finish. */
  readonly overflow: string;
  /** Whether the work ends when nobody listens any more. */
  readonly stopsWork: boolean;
  /** Whether its calls of tools come as such; else they are text that must be read. */
  readonly callsTools: boolean;
  /** Whether it can be held to a schema. */
  readonly keepsSchema: boolean;
  /** Whether builds of it lose the calls of a stream. */
  readonly losesCalls: boolean;
  /** Whether it can be without tools: not started for them, or with a model that has none. */
  readonly hasToolSwitch: boolean;
};

const COMMON: ProfileFacts = {
  reasoningModel: 'mistralai/Ministral-3-14B-Reasoning-2512',
  tellsThoughts: true,
  maxImages: 10,
  overflow: 'upstream-context',
  stopsWork: true,
  callsTools: true,
  keepsSchema: true,
  losesCalls: false,
  hasToolSwitch: false,
};

const VLLM: ProfileFacts = { ...COMMON, losesCalls: true, hasToolSwitch: true };

/** The ten servers. */
export const PROFILE_FACTS: Readonly<Record<ProfileName, ProfileFacts>> = {
  nvidia: { ...COMMON, reasoningModel: 'mistralai/magistral-small-2506', stopsWork: false },
  nim: { ...VLLM, reasoningModel: 'mistralai/ministral-3-14b-reasoning-2512', maxImages: 5 },
  vllm012: VLLM,
  vllmNew: VLLM,
  vllmHf: VLLM,
  transformers: {
    ...COMMON,
    tellsThoughts: false,
    // It has no limit of its own: all memory is taken, after the answer began.
    overflow: 'upstream-down',
    callsTools: false,
    keepsSchema: false,
  },
  llama: { ...COMMON, reasoningModel: 'ministral-reasoning', hasToolSwitch: true },
  // Cut without a word: only the count of the prompt tells.
  ollama: {
    ...COMMON,
    reasoningModel: 'magistral:24b',
    overflow: 'finish:stop',
    hasToolSwitch: true,
  },
  lmstudio: { ...COMMON, reasoningModel: 'mistralai/ministral-3-14b-reasoning' },
  mistral: { ...COMMON, reasoningModel: 'magistral-small-2509' },
};
