import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '../conversation/conversation-settings';
import type { Message } from '../message';
import type { ModelDescriptor } from '../model';
import type { AssembledPrompt } from './assembled-prompt';
import { canonicalHistory } from './canonical-history';
import { canonicalTools } from './canonical-tools';
import { clampOutputTokens, DEFAULT_MAX_OUTPUT_TOKENS, promptBudget } from './clamp-output-tokens';
import { estimateTextTokens } from './estimate-tokens';
import { type BranchPlan, omissionsOf, planBranch, shortenPlan, toHistory } from './plan-branch';
import type { PromptMessage, ResponseFormat, ToolDefinition } from './prompt';
import { promptCosts, totalOf } from './prompt-costs';
import { fillSystemPrompt, systemPromptFor } from './system-prompt';
import { estimateOf, type TokenMeasure } from './token-measure';

export type AssembleInput = {
  /** Branch from the root to the user message that is to be answered. */
  readonly branch: readonly Message[];
  readonly model: ModelDescriptor;
  /** The person's own system prompt; empty for ours. */
  readonly systemPrompt: string;
  /** Dates in the person's time zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly yesterday: string;
  /** Text that asks for the rest of the last answer of the branch, when that is to be continued. */
  readonly continuation?: string | undefined;
  /** How the prompts of this conversation are made. */
  readonly settings?: ConversationSettings | undefined;
  readonly tools?: readonly ToolDefinition[] | undefined;
  readonly responseFormat?: ResponseFormat | undefined;
  /** Estimates by the branch where nothing is said. */
  readonly measure?: TokenMeasure | undefined;
};

/** Turns go in steps of that part of the budget; see `chooseDrops`. */
const STEPS_OF_BUDGET = 8;

type Draft = Pick<AssembledPrompt, 'repairs'> & {
  readonly plan: BranchPlan;
  readonly messages: readonly PromptMessage[];
};

function draftOf(plan: BranchPlan, input: AssembleInput): Draft {
  const { continuation, model, systemPrompt, today, yesterday } = input;
  const history = toHistory(plan);
  if (continuation) {
    history.push({ role: 'user', parts: [{ type: 'text', text: continuation }] });
  }
  const { messages, repairs } = canonicalHistory(history);
  const template = systemPromptFor(model, systemPrompt);
  const text = fillSystemPrompt(template, { name: model.name, today, yesterday });
  return { plan, repairs, messages: [{ role: 'system', text }, ...messages] };
}

/**
 * Turns a branch into what one upstream call is sent, in the canonical form that every server of
 * this family takes (one dated system message first, then `canonicalHistory`; no reasoning is sent
 * back).
 *
 * Pictures are capped over the whole prompt at what the connection takes. A prompt that is longer than
 * the window allows loses its oldest turns, never the current one, unless the conversation's settings
 * say that nothing may be left out. What was left out is returned, and a text stands in the place of
 * each picture. The answer's length is clamped to the rest of the window.
 *
 * While nothing is left out, the messages of one turn are the beginning of those of the next one, as
 * long as the day lasts.
 */
export function assemblePrompt(input: AssembleInput): AssembledPrompt {
  const { branch, model, settings = DEFAULT_CONVERSATION_SETTINGS } = input;
  const { countText, margin, isCounted } = input.measure ?? estimateOf(branch, model);
  const tools = canonicalTools(input.tools);
  const tokensOf = ({ messages }: Draft) => totalOf(promptCosts(messages, countText, tools));

  const budget = promptBudget(DEFAULT_MAX_OUTPUT_TOKENS, model.contextWindow, margin);
  const whole = draftOf(planBranch(branch, model, settings), input);
  const excess = tokensOf(whole) - budget;
  const mayShorten = excess > 0 && settings.contextStrategy !== 'stop';
  const step = Math.max(1, Math.floor(budget / STEPS_OF_BUDGET));
  const draft = mayShorten
    ? draftOf(shortenPlan(whole.plan, { excess, step }, countText), input)
    : whole;

  const promptTokens = tokensOf(draft);
  const wanted = DEFAULT_MAX_OUTPUT_TOKENS;
  const reserve = clampOutputTokens(wanted, model.contextWindow, promptTokens, margin);
  const { defaultTemperature: temperature, defaultTopP: topP } = model;
  const { systemTokens, textTokens, toolTokens, imageTokens } = promptCosts(
    draft.messages,
    estimateTextTokens,
    tools,
  );
  return {
    prompt: {
      messages: draft.messages,
      settings: {
        temperature,
        maxOutputTokens: reserve,
        ...(topP === undefined ? {} : { topP }),
      },
      ...(tools ? { tools } : {}),
      ...(input.responseFormat ? { responseFormat: input.responseFormat } : {}),
    },
    omissions: omissionsOf(draft.plan),
    repairs: draft.repairs,
    promptTokens,
    excessTokens: Math.max(0, promptTokens - budget),
    breakdown: {
      ...promptCosts(draft.messages, countText, tools),
      reserveTokens: reserve,
      contextWindow: model.contextWindow,
    },
    images: draft.plan.images,
    isCounted,
    estimate: { textTokens: systemTokens + textTokens + toolTokens, imageTokens },
  };
}
