type ErrorRule = { status: number };

/**
 * Every expected failure, with the HTTP status it has before the first byte of an answer. The user's
 * text for a code is `errors.<code>` in the message catalogue.
 */
export const ERROR_RULES = {
  'upstream-auth': { status: 502 },
  'upstream-credit': { status: 502 },
  'upstream-entitlement': { status: 502 },
  'upstream-unknown-model': { status: 502 },
  'upstream-retired': { status: 502 },
  'upstream-wrong-url': { status: 502 },
  'upstream-unreachable': { status: 502 },
  'upstream-tls': { status: 502 },
  'upstream-redirect': { status: 502 },
  'upstream-not-stream': { status: 502 },
  'upstream-context': { status: 502 },
  'upstream-images': { status: 502 },
  'upstream-too-large': { status: 502 },
  'upstream-tools-off': { status: 502 },
  'upstream-field': { status: 502 },
  'upstream-invalid': { status: 502 },
  'upstream-rate': { status: 502 },
  'upstream-down': { status: 502 },
  'upstream-rejected': { status: 502 },
  'upstream-empty': { status: 502 },
  'upstream-tool-unasked': { status: 502 },
  'upstream-tools-lost': { status: 502 },
  'upstream-timeout': { status: 504 },
  'upstream-stalled': { status: 504 },
  'upstream-cut': { status: 502 },
  'upstream-event-size': { status: 502 },
  'upstream-answer-size': { status: 502 },
  'image-damaged': { status: 422 },
  'image-type': { status: 415 },
  'image-pixels': { status: 422 },
  'image-aspect': { status: 422 },
  'image-size': { status: 413 },
  'image-count': { status: 422 },
  'attachment-gone': { status: 410 },
  'context-full': { status: 422 },
  'text-too-long': { status: 422 },
  'message-empty': { status: 422 },
  'request-invalid': { status: 400 },
  'request-too-large': { status: 413 },
  'request-type': { status: 415 },
  'import-unknown': { status: 422 },
  'import-damaged': { status: 422 },
  'import-newer': { status: 422 },
  'import-too-large': { status: 413 },
  'doctor-unconfirmed': { status: 409 },
  'doctor-busy': { status: 409 },
  'not-found': { status: 404 },
  'model-unknown': { status: 422 },
  'preset-name-taken': { status: 409 },
  'preset-limit': { status: 422 },
  'temporary-unavailable': { status: 422 },
  conflict: { status: 409 },
  'origin-foreign': { status: 403 },
  'host-unknown': { status: 421 },
  unauthenticated: { status: 401 },
  'password-wrong': { status: 401 },
  throttled: { status: 429 },
  'setup-required': { status: 503 },
  'shutting-down': { status: 503 },
  'store-unavailable': { status: 503 },
  'search-timeout': { status: 503 },
  network: { status: 503 },
  internal: { status: 500 },
} as const satisfies Record<string, ErrorRule>;

/** A stable, kebab-case name of an expected failure. */
export type ErrorCode = keyof typeof ERROR_RULES;

/** Says whether a text is one of our codes (foreign data may hold anything). */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_RULES, text);
}
