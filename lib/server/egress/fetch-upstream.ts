import 'server-only';
import { AppError, type ErrorDetails } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { Secret } from '../secret';

/** Where requests go: an origin with a path, from the operator's configuration only. */
export type Destination = {
  readonly baseUrl: URL;
  readonly apiKey?: Secret | undefined;
  /** Words for the connection, named in errors. */
  readonly label: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

export type UpstreamRequest = {
  /** Below the base address, such as `/chat/completions`; with `root` below it without its `/v1`. */
  readonly path: string;
  readonly root?: boolean | undefined;
  readonly accept: string;
  /** Where nothing is said, GET, or POST where there is a body. */
  readonly method?: 'PUT' | 'DELETE' | undefined;
  /** A JSON text, or bytes whose type a header of the destination names. */
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  readonly signal: AbortSignal;
};

/**
 * A server that is silent for so long is given up by Node's `fetch` itself, before an answer or within one
 * (`headersTimeout` and `bodyTimeout` of undici's `Agent`). Milliseconds.
 */
export const LONGEST_SILENCE_MS = 300_000;

const TLS_CODE =
  /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|EPROTO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA)/;
const UNREACHABLE_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EACCES',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMEOUT_CODES = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

function errorCodeOf(cause: unknown): ErrorCode {
  const code = codeOf(cause);
  if (TLS_CODE.test(code)) return 'upstream-tls';
  if (UNREACHABLE_CODES.has(code)) return 'upstream-unreachable';
  if (TIMEOUT_CODES.has(code)) return 'upstream-timeout';
  // Node gives this refusal of the fetch standard no code.
  if (cause instanceof Error && cause.message === 'unexpected redirect') return 'upstream-redirect';
  // What is left broke an open connection before the answer began: a restart, a dropped proxy.
  return 'upstream-down';
}

/**
 * Names a failure of `fetch` or of reading its body. The cause keeps only an error code: texts may
 * hold addresses and what a server said.
 */
export function toConnectError(thrown: unknown, details: ErrorDetails): AppError {
  const cause = thrown instanceof Error && thrown.cause ? thrown.cause : thrown;
  const reason = codeOf(cause) || 'connection failed';
  return new AppError(errorCodeOf(cause), details, { cause: new Error(reason) });
}

function addressOf({ baseUrl }: Destination, { path, root }: UpstreamRequest): URL {
  const base = baseUrl.pathname.replace(/\/$/, '');
  const prefix = root ? base.replace(/\/v1$/, '') : base;
  const address = new URL(`${prefix}${path}`, baseUrl.origin);
  if (address.origin !== baseUrl.origin) throw new Error('a request would leave its origin');
  return address;
}

/**
 * The only place that calls `fetch`. Requests stay at the destination's origin and follow no
 * redirect, so a conversation and its key reach nobody else.
 *
 * @returns The response, whatever its status.
 * @throws AppError `upstream-unreachable`, `upstream-tls`, `upstream-redirect`, `upstream-timeout`,
 *   `upstream-down`; the signal's reason when it aborts.
 */
export async function fetchUpstream(
  destination: Destination,
  request: UpstreamRequest,
): Promise<Response> {
  const headers = new Headers({ ...destination.headers, accept: request.accept });
  if (destination.apiKey) headers.set('authorization', `Bearer ${destination.apiKey.reveal()}`);
  const init: RequestInit = {
    headers,
    signal: request.signal,
    redirect: 'error',
    cache: 'no-store',
  };
  if (request.body !== undefined) {
    if (typeof request.body === 'string') headers.set('content-type', 'application/json');
    init.method = 'POST';
    init.body = request.body;
  }
  if (request.method) init.method = request.method;
  try {
    return await fetch(addressOf(destination, request), init);
  } catch (thrown) {
    if (request.signal.aborted) throw request.signal.reason;
    throw toConnectError(thrown, { connection: destination.label });
  }
}

/**
 * Reads a body as text up to a limit in bytes; the rest is left unread and the connection closed.
 */
export async function readCappedText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    text += decoder.decode(piece, { stream: true });
    if (bytes >= maxBytes) break;
  }
  return text + decoder.decode();
}

/**
 * Reads what `fetchUpstream` returned as text, up to a limit in bytes.
 *
 * @throws AppError as `fetchUpstream` does where it breaks off; the signal's reason when it aborts.
 */
export async function readUpstreamText(
  response: Response,
  maxBytes: number,
  { destination, signal }: { destination: Destination; signal: AbortSignal },
): Promise<string> {
  try {
    return await readCappedText(response, maxBytes);
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    throw toConnectError(thrown, { connection: destination.label });
  }
}
