import 'client-only';
import type { Attachment } from '@/lib/domain/attachment';
import { AppError } from '@/lib/domain/errors/app-error';
import { isErrorCode } from '@/lib/domain/errors/error-codes';
import { attachmentSchema, FILE_NAME_HEADER, TEMPORARY_HEADER } from '@/lib/protocol/attachment';
import { problemSchema } from '@/lib/protocol/problem';

export type UploadOptions = {
  /** Name of the file, for people. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Whether it is never to be written to the server's disk. */
  readonly isTemporary?: boolean;
  /** Told the part that is sent, 0 to 1. */
  readonly onProgress: (progress: number) => void;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of a proxy in between: no schema will fit it.
    return null;
  }
}

function toError(text: string, name: string): AppError {
  const problem = problemSchema.safeParse(parseJson(text));
  if (!problem.success || !isErrorCode(problem.data.code))
    return new AppError('internal', { name });
  const { code, details, requestId } = problem.data;
  return new AppError(code, { name, ...details, requestId });
}

/**
 * Sends one prepared picture to be stored. Not by `fetch`, which does not tell how far a body got.
 *
 * @throws AppError with `{ name }`: the server's own failure, `network` when it cannot be reached,
 * `internal` when its answer makes no sense; the signal's reason when it is aborted.
 */
export function uploadAttachment(blob: Blob, options: UploadOptions): Promise<Attachment> {
  const { name, signal, onProgress, isTemporary } = options;
  if (signal.aborted) return Promise.reject(signal.reason);
  const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  request.open('POST', '/api/attachments');
  request.setRequestHeader('content-type', blob.type);
  if (isTemporary) request.setRequestHeader(TEMPORARY_HEADER, '1');
  request.setRequestHeader(FILE_NAME_HEADER, encodeURIComponent(name.toWellFormed()));
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
  request.onerror = () => reject(new AppError('network', { name }));
  request.onabort = () => reject(signal.reason);
  request.onload = () => {
    const isStored = request.status >= 200 && request.status < 300;
    const attachment = attachmentSchema.safeParse(parseJson(request.responseText));
    if (isStored && attachment.success) resolve(attachment.data);
    else reject(toError(request.responseText, name));
  };
  signal.addEventListener('abort', abort, { once: true });
  request.send(blob);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}
