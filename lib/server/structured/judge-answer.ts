import 'server-only';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { jsonTextOf, readJson } from '@/lib/domain/structured/read-json';
import type { Verdict } from '@/lib/domain/structured/verdict';
import { UNCHECKED, validateJson } from '../json-schema/validate-json';

/** Says whether an answer's whole text has the form that was asked for. */
export function judgeAnswer(format: ResponseFormat, text: string): Verdict {
  const value = readJson(jsonTextOf(text));
  if (value === undefined) return { type: 'not-json' };
  const misfit = format.type === 'json' ? null : validateJson(format.schema, value);
  if (!misfit) return { type: 'valid' };
  return misfit.keyword === UNCHECKED ? { type: 'unchecked' } : { type: 'invalid', ...misfit };
}
