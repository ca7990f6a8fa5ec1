import { priceImage } from './price-image';
import type { PromptMessage, ToolDefinition } from './prompt';

/** Tokens of a text, counted or estimated. */
export type CountText = (text: string) => number;

/** What a prompt's tokens are spent on. */
export type PromptCosts = {
  readonly systemTokens: number;
  readonly textTokens: number;
  readonly imageTokens: number;
  readonly toolTokens: number;
};

/** Tokens that mark one message off from the next. */
const TOKENS_PER_MESSAGE = 4;
/** Characters of a tool's description for one token: JSON is dense. */
const CHARACTERS_PER_TOOL_TOKEN = 2.5;

/** What a text part, a call or a result of a message has to say, in pieces. */
function textsOf(message: PromptMessage): string[] {
  if (message.role === 'user') {
    return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  }
  if (message.role !== 'assistant') return [message.text];
  const calls = message.toolCalls ?? [];
  return [message.text, ...calls.flatMap((call) => [call.name, call.arguments])];
}

function imageCost(message: PromptMessage): number {
  if (message.role !== 'user') return 0;
  return message.parts.reduce(
    (sum, part) => sum + (part.type === 'image' ? priceImage(part.attachment, part.detail) : 0),
    0,
  );
}

/** What messages and tools cost; pictures exactly by the model's own formula. */
export function promptCosts(
  messages: readonly PromptMessage[],
  countText: CountText,
  tools: readonly ToolDefinition[] = [],
): PromptCosts {
  const costs = { systemTokens: 0, textTokens: 0, imageTokens: 0 };
  for (const message of messages) {
    const tokens = textsOf(message).reduce(
      (sum, text) => sum + countText(text),
      TOKENS_PER_MESSAGE,
    );
    if (message.role === 'system') costs.systemTokens += tokens;
    else costs.textTokens += tokens;
    costs.imageTokens += imageCost(message);
  }
  const toolCharacters = tools.length === 0 ? 0 : JSON.stringify(tools).length;
  return { ...costs, toolTokens: Math.ceil(toolCharacters / CHARACTERS_PER_TOOL_TOKEN) };
}

/** All of it together, in tokens. */
export function totalOf(costs: PromptCosts): number {
  return costs.systemTokens + costs.textTokens + costs.imageTokens + costs.toolTokens;
}
