import 'client-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ExportFormat } from '@/lib/protocol/export';
import { type ImportEvent, type ImportReport, importEventSchema } from '@/lib/protocol/import';
import { toCodeError, toProblemError } from './problem-error';
import { parseJson, sendBody } from './send-body';

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
  if (event?.type === 'error') throw toCodeError(event.code, { requestId: event.requestId });
  // Broken off in between: what is stored stays, and is known when it is tried again.
  throw status === 200 ? new AppError('network') : toProblemError(parseJson(text));
}

/**
 * Sends a file to be imported.
 *
 * @throws AppError: the server's own failure, `network`; the signal's reason when it is aborted.
 */
export async function importFile(file: Blob, options: ImportOptions): Promise<ImportReport> {
  const { isDryRun, signal, onUpload, onProgress } = options;
  const { status, text } = await sendBody(`/api/import?dryRun=${isDryRun ? 1 : 0}`, file, {
    headers: { 'content-type': 'application/octet-stream' },
    signal,
    onUpload,
    onText(soFar) {
      const event = lastEvent(soFar);
      if (event?.type === 'progress') onProgress(event.done);
    },
  });
  return readAnswer(status, text);
}
