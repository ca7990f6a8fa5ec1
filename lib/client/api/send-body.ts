import 'client-only';
import { AppError, type ErrorDetails } from '@/lib/domain/errors/app-error';

export type SendOptions = {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Told the part that is sent, 0 to 1. */
  readonly onUpload: (part: number) => void;
  /** Told the text that has come so far of an answer that is no refusal. */
  readonly onText?: (text: string) => void;
  /** What a failure to reach the server names. */
  readonly details?: ErrorDetails;
};

export type SentAnswer = { readonly status: number; readonly text: string };

/**
 * Sends a body to our own server. Not by `fetch`, which does not tell how far a body got.
 *
 * @throws AppError `network` when the server cannot be reached; the signal's reason when it is aborted.
 */
export function sendBody(path: string, body: Blob, options: SendOptions): Promise<SentAnswer> {
  const { headers, signal, onUpload, onText, details } = options;
  if (signal.aborted) return Promise.reject(signal.reason);
  const { promise, resolve, reject } = Promise.withResolvers<SentAnswer>();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  request.open('POST', path);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => onUpload(total > 0 ? loaded / total : 0);
  request.onprogress = () => {
    if (request.status === 200) onText?.(request.responseText);
  };
  request.onerror = () => reject(new AppError('network', details));
  request.onabort = () => reject(signal.reason);
  request.onload = () => resolve({ status: request.status, text: request.responseText });
  signal.addEventListener('abort', abort, { once: true });
  request.send(body);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}

/** Parses JSON; `null` for a page of a proxy in between or half a line, which no schema fits. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer too: the caller's schema refuses it.
    return null;
  }
}
