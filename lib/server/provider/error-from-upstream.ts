import 'server-only';
import { AppError, type ErrorDetails } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { Dialect } from './dialects';
import type { Refusal } from './read-refusal';

type TextRule = { readonly code: ErrorCode; readonly pattern: RegExp };

/**
 * What servers say, most telling first. Statuses alone do not tell these apart: the same words come
 * as 400, 404, 422, 500 or inside a stream that began with 200. A number in the first group is a limit.
 */
const TEXT_RULES: readonly TextRule[] = [
  { code: 'upstream-entitlement', pattern: /not found for account/i },
  { code: 'upstream-retired', pattern: /reached its end of life|end of life on/i },
  { code: 'upstream-rate', pattern: /ResourceExhausted|too many requests/i },
  { code: 'upstream-context', pattern: /maximum context length is (\d+) tokens/i },
  { code: 'upstream-context', pattern: /context length is only (\d+) tokens/i },
  { code: 'upstream-context', pattern: /available context size \((\d+) tokens\)/i },
  // Mistral's own API.
  { code: 'upstream-context', pattern: /too large for model with (\d+) maximum context/i },
  {
    code: 'upstream-context',
    // Words of several servers that name a request and a size, as those below for what is too large do.
    pattern:
      /exceed_context_size_error|does not fit in context|number of tokens to keep|exceeds?\b.{0,40}\bcontext (?:size|length|window)|context (?:size|length|window) has been exceeded/i,
  },
  { code: 'upstream-images', pattern: /at most (\d+) image/i },
  {
    code: 'upstream-images',
    pattern:
      /failed to load image|cannot identify image|image input is not supported|invalid image input|image_url|failed to decode image|does not support image|image could not be loaded/i,
  },
  {
    code: 'upstream-too-large',
    pattern:
      /(?:image|picture|payload|request|body|entity|file|base64).{0,80}(?:too large|too big|larger than|exceed.{0,40}(?:size|bytes|\d ?[km]i?b\b))|(?:image|payload|body|request|file) size.{0,40}exceed|max(?:imum)?.{0,40}(?:image|payload|body|request|file) size/i,
  },
  {
    code: 'upstream-tools-off',
    pattern: /requires --enable-auto-tool-choice|does not support tools|--jinja/i,
  },
  {
    code: 'upstream-field',
    pattern: /extra_forbidden|unexpected fields|extra inputs are not permitted|stream_options/i,
  },
  {
    code: 'upstream-unknown-model',
    pattern:
      /model\b.{0,200}\bdoes not exist|model\b.{0,200}\bnot found|no such model|^invalid model\b/im,
  },
  { code: 'upstream-down', pattern: /DEGRADED function|loading model/i },
];

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  202: 'upstream-timeout',
  400: 'upstream-invalid',
  401: 'upstream-auth',
  402: 'upstream-credit',
  403: 'upstream-auth',
  405: 'upstream-wrong-url',
  408: 'upstream-timeout',
  410: 'upstream-retired',
  413: 'upstream-too-large',
  422: 'upstream-invalid',
  429: 'upstream-rate',
  501: 'upstream-rejected',
};

/** These statuses mean the same whatever the body says. */
const DECISIVE_STATUSES = new Set([202, 401, 402, 403, 410, 413, 429]);

/** Bodies of a server that knows JSON but not the path. */
const UNKNOWN_ROUTE = /^(?:(?:file )?not found(?:\nnot_found_error)?|no route matched.*)$/i;

function codeOfStatus(status: number, refusal: Refusal, dialect: Dialect): ErrorCode {
  if (status === 404) {
    const isUnknownRoute = !refusal.isJson || UNKNOWN_ROUTE.test(refusal.text);
    return isUnknownRoute ? 'upstream-wrong-url' : 'upstream-unknown-model';
  }
  if (status === 500 && dialect.refusesWith500) return 'upstream-rejected';
  return STATUS_CODES[status] ?? (status >= 500 ? 'upstream-down' : 'upstream-rejected');
}

function matchText(text: string): { code: ErrorCode; limit: number | undefined } | null {
  for (const { code, pattern } of TEXT_RULES) {
    const match = pattern.exec(text);
    if (match) return { code, limit: match[1] === undefined ? undefined : Number(match[1]) };
  }
  return null;
}

export type UpstreamAnswer = {
  /** HTTP status, or the one a frame named; 500 where a frame named none. */
  readonly status: number;
  readonly refusal: Refusal;
  readonly retryAfterSeconds?: number | undefined;
};

/**
 * The one map from what a server answered to what went wrong. None of the server's text goes on:
 * details hold the connection's label, the status, and numbers that were read (`limit`,
 * `retryAfterSeconds`).
 */
export function errorFromUpstream(
  { status, refusal, retryAfterSeconds }: UpstreamAnswer,
  { connection, dialect }: { connection: string; dialect: Dialect },
): AppError {
  // A page may say anything; only its status counts.
  const isPage = !refusal.isJson && refusal.text.trimStart().startsWith('<');
  const match = isPage || DECISIVE_STATUSES.has(status) ? null : matchText(refusal.text);
  const code = match?.code ?? codeOfStatus(status, refusal, dialect);
  const limit = match?.limit ?? (code === 'upstream-context' ? refusal.contextTokens : undefined);
  const details: ErrorDetails = {
    connection,
    status,
    ...(limit === undefined ? {} : { limit }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  return new AppError(code, details);
}
