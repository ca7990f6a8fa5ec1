import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ToolOutput } from '@/lib/domain/message';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { storableText } from '@/lib/domain/storable-text';
import { cutText } from './cut-text';
import type { Tool, ToolContext, ToolResult } from './tool';

/** Longest time a tool may take. */
export const TOOL_TIME_LIMIT_MS = 20_000;
/** Most of a result that is kept, in bytes of UTF-8. */
export const MAX_RESULT_BYTES = 64 * 1024;

const OUT_OF_TIME = `The tool did not answer within ${TOOL_TIME_LIMIT_MS / 1000} seconds.`;
const STOPPED = 'The call was stopped.';

/** An expected failure says what it is; the texts of others may hold what no model and no person shall read. */
function failureText(thrown: unknown): string {
  if (!(thrown instanceof AppError)) return 'The tool failed.';
  const details = Object.entries(thrown.details).map(([name, value]) => `${name}: ${value}`);
  const facts = details.length === 0 ? '' : ` (${details.join(', ')})`;
  return `The tool failed: ${thrown.code}${facts}.`;
}

/** Settles when the signal does, also for a tool that does not look at it. */
function endOf(signal: AbortSignal): Promise<ToolResult> {
  const { promise, resolve } = Promise.withResolvers<ToolResult>();
  const end = () =>
    resolve({ text: signal.reason === OUT_OF_TIME ? OUT_OF_TIME : STOPPED, isError: true });
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return promise;
}

async function callTool(tool: Tool, input: JsonObject, context: ToolContext): Promise<ToolResult> {
  try {
    return await tool.call(input, context);
  } catch (thrown) {
    // Whatever a tool throws is its result: the model decides what to do about it.
    return { text: failureText(thrown), isError: true };
  }
}

/**
 * Runs a tool within its limits: 20 s, 64 KiB of text, storable characters. A tool that goes on after its
 * time is left alone and its result is not looked at.
 *
 * @param input - Arguments that `checkArguments` has let through.
 * @param context - Its signal ends the call at once.
 * @returns What the model is told, failures too. Never throws.
 */
export async function runTool(
  tool: Tool,
  input: JsonObject,
  context: ToolContext,
): Promise<ToolOutput> {
  const startedAt = performance.now();
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(OUT_OF_TIME), TOOL_TIME_LIMIT_MS);
  const signal = AbortSignal.any([context.signal, limit.signal]);
  const ended = endOf(signal);
  const called = signal.aborted ? ended : callTool(tool, input, { ...context, signal });
  const { text, images = [], isError = false } = await Promise.race([called, ended]);
  clearTimeout(timer);
  return {
    text: storableText(cutText(text, MAX_RESULT_BYTES)),
    isError,
    ms: Math.round(performance.now() - startedAt),
    images,
  };
}
