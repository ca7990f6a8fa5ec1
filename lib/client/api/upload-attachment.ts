import 'client-only';
import type { Attachment } from '@/lib/domain/attachment';
import { attachmentSchema, FILE_NAME_HEADER, TEMPORARY_HEADER } from '@/lib/protocol/attachment';
import { toProblemError } from './problem-error';
import { parseJson, sendBody } from './send-body';

export type UploadOptions = {
  /** Name of the file, for people. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Whether it is never to be written to the server's disk. */
  readonly isTemporary?: boolean;
  /** Told the part that is sent, 0 to 1. */
  readonly onProgress: (progress: number) => void;
};

/**
 * Sends one prepared picture to be stored.
 *
 * @throws AppError with `{ name }`: the server's own failure, `network` when it cannot be reached,
 * `internal` when its answer makes no sense; the signal's reason when it is aborted.
 */
export async function uploadAttachment(blob: Blob, options: UploadOptions): Promise<Attachment> {
  const { name, signal, onProgress, isTemporary } = options;
  const headers = {
    'content-type': blob.type,
    ...(isTemporary ? { [TEMPORARY_HEADER]: '1' } : {}),
    [FILE_NAME_HEADER]: encodeURIComponent(name.toWellFormed()),
  };
  const details = { name };
  const sent = { headers, signal, onUpload: onProgress, details };
  const { status, text } = await sendBody('/api/attachments', blob, sent);
  const body = parseJson(text);
  const attachment = attachmentSchema.safeParse(body);
  if (status < 200 || status >= 300 || !attachment.success) throw toProblemError(body, details);
  return attachment.data;
}
