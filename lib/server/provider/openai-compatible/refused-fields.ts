import 'server-only';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { Refusal } from '../read-refusal';

/** Statuses of a refused request; 501 is llama-server's for what it does not do. */
const REFUSING_STATUSES = new Set([400, 422, 501]);

/**
 * Words of a server that does not take a field at all: pydantic's (Mistral, NVIDIA), those of
 * transformers, and plain ones. A value that is out of range is another matter.
 */
const REFUSES_FIELD =
  /extra_forbidden|extra inputs are not permitted|unexpected (?:field|keyword|parameter)|unrecognized|unknown (?:field|parameter|argument)|not supported|unsupported|not allowed|does not support|not permitted/i;

/** Servers refuse being asked for token counts in many words; naming the field is enough. */
const REFUSES_USAGE = /stream_options|include_usage/i;

/** Words for a model that does not take a field, as others of the same server may: Ollama's of tools, and plain ones. */
const REFUSED_BY_MODEL = /\bdoes not support tools\b|\b(?:this|the) model\b/i;

/** A field's name standing alone: `stop` is no part of `stop_reason`. */
function names(text: string, field: string): boolean {
  return new RegExp(`(?<![\\w.])${field}(?![\\w])`).test(text);
}

/**
 * Which optional fields of a request a server refused.
 *
 * @param sent - The optional fields it was sent, by their names on the wire.
 * @returns Those to leave out from now on; none when it objects to something else.
 */
export function refusedFieldsOf(
  { status, refusal, code }: { status: number; refusal: Refusal; code: ErrorCode },
  sent: readonly string[],
): readonly string[] {
  // The words for this come with any status: llama-server says 500.
  if (code === 'upstream-tools-off') return sent.filter((field) => field === 'tools');
  if (!REFUSING_STATUSES.has(status)) return [];
  const { text } = refusal;
  const refusesFields = REFUSES_FIELD.test(text);
  return sent.filter((field) =>
    field === 'stream_options' ? REFUSES_USAGE.test(text) : refusesFields && names(text, field),
  );
}

/** Whether a refused field is one that a single model does not take, and not its server. */
export function isRefusedByModel({ text }: Refusal): boolean {
  return REFUSED_BY_MODEL.test(text);
}
