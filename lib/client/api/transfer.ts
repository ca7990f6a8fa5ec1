import 'client-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { isErrorCode } from '@/lib/domain/errors/error-codes';
import type { ConversationId } from '@/lib/domain/ids';
import type { ExportFormat } from '@/lib/protocol/export';
import { type ImportEvent, type ImportReport, importEventSchema } from '@/lib/protocol/import';
import { problemSchema } from '@/lib/protocol/problem';

/** Address of an export; of everything when no conversation is named. */
export function exportUrl(format: ExportFormat, id?: ConversationId): string {
  const path = id === undefined ? '/api/export' : `/api/conversations/${id}/export`;
  return `${path}?format=${format}`;
}

export type ImportOptions = {
  /** Only says what an import would do. */
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  /** Told the part that is sent, 0 to 1. */
  readonly onUpload: (part: number) => void;
  /** Told how many conversations were looked at. */
  readonly onProgress: (done: number) => void;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of a proxy in between, or half a line: no schema will fit it.
    return null;
  }
}

function toFailure(code: string, details: Record<string, string | number>): AppError {
  return isErrorCode(code) ? new AppError(code, details) : new AppError('internal', details);
}

/** The last event that came whole. */
function lastEvent(text: string): ImportEvent | null {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).trimEnd();
  const event = importEventSchema.safeParse(parseJson(lines.slice(lines.lastIndexOf('\n') + 1)));
  return event.success ? event.data : null;
}

/** What an answer that is complete says. */
function readAnswer(status: number, text: string): ImportReport {
  const event = status === 200 ? lastEvent(text) : null;
  if (event?.type === 'report') return event.report;
  if (event?.type === 'error') throw toFailure(event.code, { requestId: event.requestId });
  const problem = problemSchema.safeParse(parseJson(text));
  // Broken off in between: what is stored stays, and is known when it is tried again.
  if (!problem.success) throw new AppError(status === 200 ? 'network' : 'internal');
  const { code, details, requestId } = problem.data;
  throw toFailure(code, { ...details, requestId });
}

/**
 * Sends a file to be imported. Not by `fetch`, which does not tell how far a body got.
 *
 * @throws AppError: the server's own failure, `network`; the signal's reason when it is aborted.
 */
export function importFile(file: Blob, options: ImportOptions): Promise<ImportReport> {
  const { isDryRun, signal, onUpload, onProgress } = options;
  const { promise, resolve, reject } = Promise.withResolvers<ImportReport>();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  request.open('POST', `/api/import?dryRun=${isDryRun ? 1 : 0}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.onprogress = ({ loaded, total }) => onUpload(total > 0 ? loaded / total : 0);
  request.onprogress = () => {
    const event = request.status === 200 ? lastEvent(request.responseText) : null;
    if (event?.type === 'progress') onProgress(event.done);
  };
  request.onerror = () => reject(new AppError('network'));
  request.onabort = () => reject(signal.reason);
  request.onload = () => {
    try {
      resolve(readAnswer(request.status, request.responseText));
    } catch (error) {
      // Thrown to whoever waits for the report.
      reject(error);
    }
  };
  signal.addEventListener('abort', abort, { once: true });
  request.send(file);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}
