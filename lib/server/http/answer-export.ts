import 'server-only';
import type { ConversationId } from '@/lib/domain/ids';
import { contentDisposition } from '@/lib/domain/transfer/export-file-name';
import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import { exportFormatSchema } from '@/lib/protocol/export';
import { exportAll, exportOne } from '../transfer/export-conversations';
import type { Call } from './handle';
import { parseValue } from './parse-body';
import { streamOf } from './stream-of';

/**
 * Answers with an export, written while it is sent. It is saved, never shown on our origin, and
 * could do nothing there.
 *
 * @param id - One conversation; everything when it is left out.
 * @throws AppError `request-invalid`, `not-found`.
 */
export async function answerExport(
  { request, context, actor, requestId }: Call,
  words: TransferWords,
  id?: ConversationId,
): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get('format') ?? 'json';
  const options = { format: parseValue(wanted, exportFormatSchema), words };
  const file =
    id === undefined
      ? await exportAll(context, actor, options)
      : await exportOne(context, actor, { ...options, id });
  const body = streamOf(file.pieces, (error) =>
    context.logger.error('export-failed', { requestId, reason: String(error) }),
  );
  return new Response(body, {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': contentDisposition(file.name),
      'content-security-policy': "sandbox; default-src 'none'",
      // Zips are packed already, and nothing in between may wait for the whole.
      'cache-control': 'private, no-store, no-transform',
    },
  });
}
