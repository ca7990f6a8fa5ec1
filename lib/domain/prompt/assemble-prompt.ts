import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '../conversation/conversation-settings';
import type { GenerationChoice } from '../generation/generation-choice';
import type { MessageId } from '../ids';
import type { Message, PromptEstimate, Summary } from '../message';
import type { ModelDescriptor } from '../model';
import { withFormatWords } from '../structured/format-words';
import type { AssembledPrompt } from './assembled-prompt';
import { canonicalHistory } from './canonical-history';
import { canonicalTools } from './canonical-tools';
import { clampOutputTokens, DEFAULT_MAX_OUTPUT_TOKENS, promptBudget } from './clamp-output-tokens';
import { estimateTextTokens } from './estimate-tokens';
import { type BranchPlan, omissionsOf, planBranch, toHistory } from './plan-branch';
import type { GenerationSettings, PromptMessage, ToolDefinition } from './prompt';
import { type CountText, type PromptCosts, promptCosts, totalOf } from './prompt-costs';
import { shortenPlan, summaryEndOf } from './shorten-plan';
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
  /** Stands for the beginning of the branch. */
  readonly summary?: Summary | null | undefined;
  /** How the prompts of this conversation are made. */
  readonly settings?: ConversationSettings | undefined;
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Estimates by the branch where nothing is said. */
  readonly measure?: TokenMeasure | undefined;
};

/** Turns go in steps of that part of the budget; see `chooseDrops`. */
const STEPS_OF_BUDGET = 8;

type Draft = Pick<AssembledPrompt, 'repairs'> & {
  readonly plan: BranchPlan;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly ToolDefinition[] | undefined;
  /** What the system prompt is once the server is written to. */
  readonly systemText: string;
};

function costsOf({ messages, tools, systemText }: Draft, countText: CountText): PromptCosts {
  const system = { role: 'system', text: systemText } as const;
  return promptCosts([system, ...messages.slice(1)], countText, tools);
}

const tokensOf = (draft: Draft, countText: CountText) => totalOf(costsOf(draft, countText));

/** The system prompt with the form of answers where the server has no field for that. */
function systemTextOf(text: string, { model, settings }: AssembleInput): string {
  const format = settings?.responseFormat;
  const isInWords = format && model.withoutFields?.includes('responseFormat');
  return isInWords ? withFormatWords(text, format) : text;
}

function draftOf(plan: BranchPlan, input: AssembleInput): Draft {
  const { continuation, model, systemPrompt, today, yesterday } = input;
  const history = toHistory(plan);
  if (continuation) {
    history.push({ role: 'user', parts: [{ type: 'text', text: continuation }] });
  }
  const { messages, repairs } = canonicalHistory(history);
  const { thinks } = input.settings?.generation ?? {};
  const template = systemPromptFor(model, systemPrompt, thinks);
  const text = fillSystemPrompt(template, { name: model.name, today, yesterday });
  const tools = canonicalTools(input.tools);
  const systemText = systemTextOf(text, input);
  return { plan, repairs, tools, systemText, messages: [{ role: 'system', text }, ...messages] };
}

type Fitted = {
  readonly draft: Draft;
  readonly excessTokens: number;
  readonly summaryEnd: MessageId | null;
};

/** Brings a draft within a budget, as far as the conversation's settings allow that. */
function fitDraft(
  whole: Draft,
  input: AssembleInput,
  budget: number,
  countText: CountText,
): Fitted {
  const { settings = DEFAULT_CONVERSATION_SETTINGS } = input;
  const excess = tokensOf(whole, countText) - budget;
  const asIs = { draft: whole, excessTokens: Math.max(0, excess), summaryEnd: null };
  if (excess <= 0 || settings.contextStrategy === 'stop') return asIs;
  if (settings.contextStrategy === 'summarise') {
    return { ...asIs, summaryEnd: summaryEndOf(whole.plan, { excess, budget }, countText) };
  }
  const step = Math.max(1, Math.floor(budget / STEPS_OF_BUDGET));
  const draft = draftOf(shortenPlan(whole.plan, { excess, step }, countText), input);
  const excessTokens = Math.max(0, tokensOf(draft, countText) - budget);
  return { draft, excessTokens, summaryEnd: null };
}

function settingsOf(
  model: ModelDescriptor,
  choice: GenerationChoice,
  maxOutputTokens: number,
): GenerationSettings {
  const { thinks: _words, ...asked } = choice;
  const { temperature = model.defaultTemperature, topP = model.defaultTopP, ...rest } = asked;
  return { ...rest, temperature, ...(topP === undefined ? {} : { topP }), maxOutputTokens };
}

function estimateCost(costs: PromptCosts): PromptEstimate {
  const { systemTokens, textTokens, toolTokens, imageTokens } = costs;
  return { textTokens: systemTokens + textTokens + toolTokens, imageTokens };
}

/**
 * Turns a branch into what one upstream call is sent, in the canonical form that every server of
 * this family takes (one dated system message first, then `canonicalHistory`; no reasoning is sent
 * back).
 *
 * Pictures are capped over the whole prompt at what the connection takes. A prompt that is longer than
 * the window allows loses its oldest turns, never the current one; where the conversation's settings say
 * otherwise it stays too long, and it is told by how much or what to sum up first. What was left out is
 * returned, and a text stands in the place of each picture. The answer's length is clamped to the rest of
 * the window.
 *
 * While nothing is left out, the messages of one turn are the beginning of those of the next one, as
 * long as the day lasts.
 */
export function assemblePrompt(input: AssembleInput): AssembledPrompt {
  const { branch, model, settings = DEFAULT_CONVERSATION_SETTINGS, summary = null } = input;
  const { countText, margin, isCounted } = input.measure ?? estimateOf(branch, model);
  const { contextWindow } = model;
  const { generation = {}, responseFormat } = settings;
  const wanted = generation.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;
  const budget = promptBudget(wanted, contextWindow, margin);
  const whole = draftOf(planBranch(branch, model, { settings, summary }), input);
  const { draft, ...fitted } = fitDraft(whole, input, budget, countText);
  const { messages, tools, plan, repairs } = draft;
  const costs = costsOf(draft, countText);
  const reserveTokens = clampOutputTokens(wanted, contextWindow, totalOf(costs), margin);
  return {
    ...fitted,
    prompt: {
      messages,
      settings: settingsOf(model, generation, reserveTokens),
      ...(tools ? { tools } : {}),
      ...(responseFormat ? { responseFormat } : {}),
    },
    omissions: omissionsOf(plan),
    repairs,
    promptTokens: totalOf(costs),
    breakdown: { ...costs, reserveTokens, budgetTokens: budget, contextWindow },
    images: plan.images,
    isCounted,
    estimate: estimateCost(costsOf(draft, estimateTextTokens)),
  };
}
