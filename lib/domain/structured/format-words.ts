import type { ResponseFormat } from '../prompt/prompt';
import type { Verdict } from './verdict';

/**
 * What tells a model the form its answer must have, where a server takes no `response_format`. In English,
 * as our system prompts are.
 */
export function formatWords(format: ResponseFormat): string {
  const only =
    'Answer with JSON only: no words before or after it, no comments, and no code block around it.';
  if (format.type === 'json') return only;
  const schema = JSON.stringify(format.schema);
  return `${only} The JSON must fit this JSON Schema, which describes it and is not part of it:\n${schema}`;
}

/** What a model is told first, with the form of its answer in words. */
export function withFormatWords(text: string, format: ResponseFormat): string {
  return `${text}\n\n${formatWords(format)}`;
}

function faultOf(verdict: Verdict): string {
  if (verdict.type !== 'invalid') return 'Your answer is not JSON.';
  const place = verdict.path === '' ? 'as a whole' : `at ${verdict.path} (a JSON Pointer)`;
  return `Your answer does not fit the schema: ${place} it breaks "${verdict.keyword}".`;
}

/** What asks for an answer once more, by what was wrong with it. */
export function secondTryWords(format: ResponseFormat, verdict: Verdict): string {
  return `${faultOf(verdict)} Write the whole answer again.\n\n${formatWords(format)}`;
}
