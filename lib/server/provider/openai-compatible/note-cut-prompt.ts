import 'server-only';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { promptCosts } from '@/lib/domain/prompt/prompt-costs';
import type { Dialect } from '../dialects';
import type { ProviderEvent } from '../provider';

type FinishEvent = Extract<ProviderEvent, { type: 'finish' }>;

/** Shorter prompts fit every server's window, and the estimate is coarse. Tokens. */
const MIN_TOKENS = 1_500;
/** The estimate is at most a quarter over the true count. */
const READ_SHARE = 0.6;

/**
 * Notes on the end of an answer that the server read far less than it was sent: Ollama drops what does
 * not fit its window, and says nothing.
 */
export function noteCutPrompt(event: FinishEvent, prompt: Prompt, dialect: Dialect): FinishEvent {
  const read = event.usage?.inputTokens;
  if (!dialect.cutsPrompts || read === undefined) return event;
  // Each server counts pictures in a way of its own.
  const { systemTokens, textTokens } = promptCosts(prompt.messages, estimateTextTokens);
  const sent = systemTokens + textTokens;
  const isCut = sent > MIN_TOKENS && read < sent * READ_SHARE;
  return isCut ? { ...event, note: 'prompt-cut' } : event;
}
