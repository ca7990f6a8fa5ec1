import 'server-only';
import type { Usage } from '@/lib/domain/message';
import { type Fields, isFields } from '@/lib/domain/structured/json-kind';
import { parseJson } from '../read-refusal';
import type { CallDelta } from './tool-call-collector';

/** What one frame of a stream brings. */
export type Frame = {
  text: string;
  reasoning: string;
  /** As the server wrote it. */
  finishReason: string | undefined;
  usage: Usage | undefined;
  /** What the server calls the answer; empty where it does not. */
  answerId: string;
  calls: readonly CallDelta[];
  /** The parsed body of an error frame. */
  failure: unknown;
};

const asCount = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 ? value : undefined;

function readUsage(usage: Fields): Usage {
  const prompt = isFields(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const answer = isFields(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
  return {
    inputTokens: asCount(usage.prompt_tokens),
    outputTokens: asCount(usage.completion_tokens),
    cachedInputTokens: asCount(prompt.cached_tokens),
    reasoningTokens: asCount(answer.reasoning_tokens),
  };
}

/** llama-server's own counts, which come also where no usage was asked for. */
function readTimings(timings: Fields): Usage | undefined {
  const fresh = asCount(timings.prompt_n);
  if (fresh === undefined) return undefined;
  const cached = asCount(timings.cache_n) ?? 0;
  return {
    inputTokens: fresh + cached,
    outputTokens: asCount(timings.predicted_n),
    cachedInputTokens: cached,
  };
}

/** Mistral's own API sends content as a list of text and thinking parts. */
function readContentParts(parts: readonly unknown[], frame: Frame): void {
  for (const part of parts) {
    if (!isFields(part)) continue;
    if (typeof part.text === 'string') frame.text += part.text;
    if (typeof part.thinking === 'string') frame.reasoning += part.thinking;
    const thoughts: readonly unknown[] = Array.isArray(part.thinking) ? part.thinking : [];
    for (const thought of thoughts) {
      if (isFields(thought) && typeof thought.text === 'string') frame.reasoning += thought.text;
    }
  }
}

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

function readCall(call: unknown): CallDelta[] {
  if (!isFields(call)) return [];
  const called = isFields(call.function) ? call.function : {};
  const given = called.arguments;
  return [
    {
      index: asCount(call.index),
      id: asText(call.id),
      name: asText(called.name),
      // Some servers send the arguments as an object.
      arguments: isFields(given) ? JSON.stringify(given) : (asText(given) ?? ''),
    },
  ];
}

/** Reads a delta of a stream, or the message of a whole answer: they have the same fields. */
function readDelta(delta: Fields, frame: Frame): void {
  const { content, reasoning_content: older, reasoning: newer } = delta;
  if (typeof content === 'string') frame.text = content;
  else if (Array.isArray(content)) readContentParts(content, frame);
  // Some versions send the same thought under both names.
  if (typeof older === 'string' && older !== '') frame.reasoning = older;
  else if (typeof newer === 'string') frame.reasoning = newer;
  if (Array.isArray(delta.tool_calls)) frame.calls = delta.tool_calls.flatMap(readCall);
}

/** Only the first of several alternatives is ours: we never ask for more. */
function readChoices(choices: readonly unknown[], frame: Frame): void {
  for (const choice of choices) {
    if (!isFields(choice) || (choice.index !== undefined && choice.index !== 0)) continue;
    const delta = choice.delta ?? choice.message;
    if (isFields(delta)) readDelta(delta, frame);
    if (typeof choice.finish_reason === 'string') frame.finishReason = choice.finish_reason;
  }
}

/** Errors come as `{error}`, as problem JSON, or as any body under `event: error`. */
function isFailure(body: Fields, event: string | undefined): boolean {
  if (event === 'error' || body.object === 'error') return true;
  if (body.error !== undefined && body.error !== null) return true;
  return typeof body.status === 'number' && !Array.isArray(body.choices);
}

const NO_CALLS: readonly CallDelta[] = [];

/**
 * Reads an answer in one piece, or one frame of it, that is already parsed.
 *
 * @returns `null` when nothing can be made of it.
 */
export function readAnswerBody(body: unknown, event?: string): Frame | null {
  const frame: Frame = {
    text: '',
    reasoning: '',
    finishReason: undefined,
    usage: undefined,
    answerId: '',
    calls: NO_CALLS,
    failure: undefined,
  };
  if (!isFields(body)) return null;
  if (isFailure(body, event)) return { ...frame, failure: body };
  frame.answerId = asText(body.id) ?? '';
  if (isFields(body.usage)) frame.usage = readUsage(body.usage);
  else if (isFields(body.timings)) frame.usage = readTimings(body.timings);
  if (Array.isArray(body.choices)) readChoices(body.choices, frame);
  else if (!frame.usage) return null;
  return frame;
}

/**
 * Reads one frame by hand: this runs once a token, where a schema would cost more than all the rest.
 *
 * @param data - The frame's data, not `[DONE]`.
 * @param event - The frame's event name, where it has one.
 * @returns `null` when nothing can be made of it.
 */
export function readFrame(data: string, event: string | undefined): Frame | null {
  const body = parseJson(data);
  // An error may be no more than its text, or a list of them.
  return readAnswerBody(event === 'error' && !isFields(body) ? { error: data } : body, event);
}
