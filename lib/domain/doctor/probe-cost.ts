import { PROBES, type ProbeName } from './finding';
import type { ServerKind } from './server-kind';

/** What a run asks of a model; questions about the server itself cost nothing. */
export type ProbeCost = {
  /** Chat requests. */
  readonly requests: number;
  /** Tokens of their prompts and answers together, rounded up. */
  readonly tokens: number;
};

const NONE: ProbeCost = { requests: 0, tokens: 0 };

/** Each probe at its dearest. */
const COSTS: Readonly<Record<ProbeName, ProbeCost>> = {
  reach: NONE,
  key: { requests: 1, tokens: 40 },
  model: { requests: 1, tokens: 40 },
  dialect: { requests: 1, tokens: 60 },
  window: { requests: 1, tokens: 6_000 },
  picture: { requests: 1, tokens: 60 },
  pictures: { requests: 2, tokens: 150 },
  size: { requests: 1, tokens: 450 },
  formats: { requests: 2, tokens: 120 },
  streaming: { requests: 2, tokens: 200 },
  usage: NONE,
  tools: { requests: 1, tokens: 250 },
  'tools-streamed': { requests: 1, tokens: 250 },
  schema: { requests: 1, tokens: 120 },
  reasoning: { requests: 1, tokens: 500 },
  stop: { requests: 2, tokens: 400 },
  continue: { requests: 1, tokens: 80 },
  rate: NONE,
};

/** Whether a probe asks the model at all on a kind of server; `other` is one that is not known yet. */
function isAsked(probe: ProbeName, kind: ServerKind): boolean {
  if (kind === 'other') return true;
  if (probe === 'dialect') return kind === 'vllm';
  // Only Ollama cuts a prompt without a word; the others say how much they take.
  if (probe === 'window') return kind === 'ollama';
  if (probe === 'stop') return kind !== 'nvidia';
  return true;
}

/** The most that a run can cost on a kind of server. */
export function costOfRun(kind: ServerKind): ProbeCost {
  const costs = PROBES.filter((probe) => isAsked(probe, kind)).map((probe) => COSTS[probe]);
  return {
    requests: costs.reduce((sum, { requests }) => sum + requests, 0),
    tokens: costs.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}
