import 'server-only';
import type { Conversation } from '@/lib/domain/conversation/conversation';
import type { Message, Summary } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { type AssembleInput, assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import type { AssembledPrompt } from '@/lib/domain/prompt/assembled-prompt';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import type { ToolDefinition } from '@/lib/domain/prompt/prompt';
import { findSummary } from '@/lib/domain/prompt/summary';
import { estimateOf, measureOf } from '@/lib/domain/prompt/token-measure';
import type { Actor } from '../actor';
import type { TokenCounter } from '../tokens/token-counter';
import type { GenerationDependencies } from './dependencies';

/** The turn that a prompt is made for. */
export type AssembledTurn = {
  readonly conversation: Pick<Conversation, 'settings'>;
  /** All messages of the conversation, where another branch of it may have a summary. */
  readonly messages?: readonly Message[] | undefined;
  /** From the root to the question, or to the answer that is to be continued. */
  readonly branch: readonly Message[];
  readonly model: ModelDescriptor;
  /** IANA name. */
  readonly timeZone: string;
  /** When it is asked for, in milliseconds since 1970; now where nothing is said. */
  readonly askedAt?: number | undefined;
  /** See `AssembleInput`. */
  readonly continuation?: string | undefined;
  /** What the model may call. */
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** A new summary; else the one that is found. */
  readonly summary?: Summary | undefined;
};

/** Part of the window from which on it matters how many tokens there are exactly. */
const NEAR = 0.6;

function isNearTheEnd({ promptTokens, breakdown, omissions }: AssembledPrompt): boolean {
  if (omissions.some(({ type }) => type === 'message')) return true;
  return promptTokens > breakdown.contextWindow * NEAR;
}

/** Assembles by estimates and, near the end of the window, once more by counts. */
async function assembleByCount(
  input: AssembleInput,
  tokens: TokenCounter,
): Promise<AssembledPrompt> {
  const texts = new Set<string>();
  const estimate = estimateOf(input.branch, input.model);
  const countText = (text: string) => {
    texts.add(text);
    return estimate.countText(text);
  };
  const estimated = assemblePrompt({ ...input, measure: { ...estimate, countText } });
  if (input.model.tokenizer !== 'tekken' || !isNearTheEnd(estimated)) return estimated;
  const all = [...texts];
  const counts = await tokens.count(all);
  if (!counts) return estimated;
  const countOf = new Map(all.map((text, place) => [text, counts[place] ?? 0]));
  return assemblePrompt({ ...input, measure: measureOf(countOf) });
}

/** Makes the prompt of a turn by what the person has set, for a run or to be looked at. */
export async function assembleTurn(
  { settings, tokens }: Pick<GenerationDependencies, 'settings' | 'tokens'>,
  actor: Actor,
  { conversation, messages, branch, model, timeZone, continuation, tools, ...turn }: AssembledTurn,
): Promise<AssembledPrompt> {
  const own = await settings.read(actor);
  const isSummed = conversation.settings.contextStrategy === 'summarise';
  const input = {
    branch,
    model,
    systemPrompt: conversation.settings.systemPrompt ?? own.systemPrompt,
    ...datesInTimeZone(turn.askedAt ?? Date.now(), timeZone),
    continuation,
    settings: conversation.settings,
    tools,
    summary: turn.summary ?? (isSummed ? findSummary(messages ?? branch, branch) : null),
  };
  return assembleByCount(input, tokens);
}
