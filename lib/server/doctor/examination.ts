import 'server-only';
import type { FindingCode, FindingValues } from '@/lib/domain/doctor/finding';
import type { Fix } from '@/lib/domain/doctor/fixes';
import type { Learnt } from '@/lib/domain/doctor/learnt';
import type { ServerKind } from '@/lib/domain/doctor/server-kind';
import type { UpstreamEndpoint } from '../connections/connection';
import type { ListedModel } from '../provider/openai-compatible/read-model-list';
import type { Ask, ChatAnswer } from './ask';

/** What stands in the way of all that follows. */
export type Obstacle = 'unreachable' | 'key' | 'model' | 'rate';

/** One run: what the probes share, and what they find out for each other. */
export type Examination = {
  readonly endpoint: UpstreamEndpoint;
  readonly ask: Ask;
  kind: ServerKind;
  /** Models that the server says it has. */
  models: readonly ListedModel[];
  /** The one that is asked. */
  model: string;
  /** The answer to the first question of one token. */
  first?: ChatAnswer | undefined;
  /** Tokens of the short question without a picture. */
  plainTokens?: number | undefined;
  obstacle?: Obstacle | undefined;
  /** What a server that was asked once too often wants to be left alone for. */
  retryAfterSeconds?: number | undefined;
  acceptsImages?: boolean | undefined;
  /** How the model answered to an offered tool. */
  callsTools?: boolean | undefined;
  /** Whether the stream that was looked at ended with token counts. */
  countsUsage?: boolean | undefined;
  readonly learnt: Learnt;
};

export type ProbeResult = {
  readonly code: FindingCode;
  readonly values?: FindingValues | undefined;
  readonly fixes?: readonly Fix[] | undefined;
};

/** Looks at one thing. Failures to ask at all are thrown as AppError and named by the run. */
export type Probe = (examination: Examination) => Promise<ProbeResult>;

/** Text of the short question that several probes ask. */
export const SHORT_QUESTION = 'Answer with the word yes.';

/** A request of one question, with few words for an answer. */
export function toBody(
  { model }: Examination,
  content: unknown,
  maxTokens: number,
): Readonly<Record<string, unknown>> {
  return {
    model,
    messages: [
      { role: 'system', content: 'You answer in few words.' },
      { role: 'user', content },
    ],
    max_tokens: maxTokens,
    temperature: 0,
  };
}
