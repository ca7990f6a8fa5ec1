/** Who may try again: nobody, the person by a button, or the server once by itself. */
export type RetryRule = 'none' | 'manual' | 'automatic';

type ErrorRule = { status: number; retry: RetryRule };

/**
 * Every expected failure, with the HTTP status it has before the first byte of an answer and its
 * retry rule. The user's text for a code is `errors.<code>` in the message catalogue.
 */
export const ERROR_RULES = {
  'upstream-auth': { status: 502, retry: 'none' },
  'upstream-credit': { status: 502, retry: 'manual' },
  'upstream-entitlement': { status: 502, retry: 'manual' },
  'upstream-unknown-model': { status: 502, retry: 'manual' },
  'upstream-retired': { status: 502, retry: 'none' },
  'upstream-wrong-url': { status: 502, retry: 'manual' },
  'upstream-unreachable': { status: 502, retry: 'manual' },
  'upstream-tls': { status: 502, retry: 'manual' },
  'upstream-redirect': { status: 502, retry: 'none' },
  'upstream-not-stream': { status: 502, retry: 'manual' },
  'upstream-context': { status: 502, retry: 'manual' },
  'upstream-images': { status: 502, retry: 'manual' },
  'upstream-too-large': { status: 502, retry: 'manual' },
  'upstream-tools-off': { status: 502, retry: 'manual' },
  'upstream-field': { status: 502, retry: 'manual' },
  'upstream-invalid': { status: 502, retry: 'manual' },
  'upstream-rate': { status: 502, retry: 'manual' },
  'upstream-down': { status: 502, retry: 'automatic' },
  'upstream-rejected': { status: 502, retry: 'manual' },
  'upstream-empty': { status: 502, retry: 'manual' },
  'upstream-tool-unasked': { status: 502, retry: 'manual' },
  'upstream-timeout': { status: 504, retry: 'manual' },
  'upstream-stalled': { status: 504, retry: 'manual' },
  'upstream-cut': { status: 502, retry: 'manual' },
  'upstream-event-size': { status: 502, retry: 'manual' },
  'upstream-answer-size': { status: 502, retry: 'manual' },
  'image-damaged': { status: 422, retry: 'none' },
  'image-type': { status: 415, retry: 'none' },
  'image-pixels': { status: 422, retry: 'none' },
  'image-aspect': { status: 422, retry: 'none' },
  'image-size': { status: 413, retry: 'none' },
  'image-count': { status: 422, retry: 'none' },
  'attachment-gone': { status: 410, retry: 'manual' },
  'text-too-long': { status: 422, retry: 'none' },
  'message-empty': { status: 422, retry: 'none' },
  'request-invalid': { status: 400, retry: 'none' },
  'request-too-large': { status: 413, retry: 'none' },
  'request-type': { status: 415, retry: 'none' },
  'not-found': { status: 404, retry: 'none' },
  'model-unknown': { status: 422, retry: 'none' },
  conflict: { status: 409, retry: 'none' },
  'origin-foreign': { status: 403, retry: 'none' },
  'host-unknown': { status: 421, retry: 'none' },
  unauthenticated: { status: 401, retry: 'none' },
  'password-wrong': { status: 401, retry: 'manual' },
  throttled: { status: 429, retry: 'manual' },
  'setup-required': { status: 503, retry: 'none' },
  'shutting-down': { status: 503, retry: 'manual' },
  'store-unavailable': { status: 503, retry: 'manual' },
  network: { status: 503, retry: 'manual' },
  internal: { status: 500, retry: 'manual' },
} as const satisfies Record<string, ErrorRule>;

/** A stable, kebab-case name of an expected failure. */
export type ErrorCode = keyof typeof ERROR_RULES;

/** Says whether a text is one of our codes (foreign data may hold anything). */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_RULES, text);
}
