import type { ProfileName } from '../../support/upstream/profile';

/** What sets a server apart, where an answer as such is concerned. */
export type ProfileFacts = {
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
  nvidia: { ...COMMON, stopsWork: false },
  nim: { ...VLLM, maxImages: 5 },
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
  llama: { ...COMMON, hasToolSwitch: true },
  // Cut without a word: only the count of the prompt tells.
  ollama: { ...COMMON, overflow: 'finish:stop', hasToolSwitch: true },
  lmstudio: COMMON,
  mistral: COMMON,
};
