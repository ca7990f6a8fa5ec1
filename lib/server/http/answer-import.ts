import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import { type ImportEvent, MAX_IMPORT_BYTES } from '@/lib/protocol/import';
import { importConversations } from '../transfer/import-conversations';
import { openImport } from '../transfer/import-file';
import { spoolBody } from '../transfer/spool-body';
import type { Call } from './handle';
import { bodyPieces } from './parse-body';
import { streamOf } from './stream-of';

/** Events as lines; a failure becomes the last one, since the answer has begun by then. */
async function* linesOf(
  events: AsyncGenerator<ImportEvent>,
  { context, requestId }: Call,
  close: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const toLine = (event: ImportEvent) => encoder.encode(`${JSON.stringify(event)}\n`);
  try {
    for await (const event of events) yield toLine(event);
  } catch (cause) {
    const error = toAppError(cause);
    if (error.status >= 500) {
      context.logger.error('import-failed', { requestId, reason: String(error.cause) });
    }
    yield toLine({ type: 'error', code: error.code, requestId });
  } finally {
    await close();
  }
}

/** Waits for the first line: a file that cannot be read at all is answered as a problem. */
async function begin(events: AsyncGenerator<ImportEvent>): Promise<AsyncGenerator<ImportEvent>> {
  const first = await events.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      yield* events;
    } finally {
      // Also when the reader goes at the first line, before these events are followed.
      await events.return(undefined);
    }
  })();
}

/**
 * Answers an import with its progress and its report.
 *
 * @throws AppError `import-…` when the file cannot be read, `request-type`.
 */
export async function answerImport(call: Call, words: TransferWords): Promise<Response> {
  const { request, context, actor, requestId } = call;
  const { attachments, transfers, settings } = context;
  const isDryRun = new URL(request.url).searchParams.get('dryRun') === '1';
  const tooLarge = new AppError('import-too-large');
  const body = bodyPieces(request, MAX_IMPORT_BYTES, tooLarge);
  const spooled = await spoolBody(body, context.config.dataDirectory);
  try {
    const file = await openImport(spooled);
    const stores = { attachments, transfers, settings };
    const events = await begin(importConversations({ stores, actor, words, file, isDryRun }));
    const lines = linesOf(events, call, () => spooled.close());
    const stream = streamOf(lines, (error) =>
      context.logger.error('import-failed', { requestId, reason: String(error) }),
    );
    return new Response(stream, {
      headers: {
        'content-type': 'application/x-ndjson',
        'cache-control': 'private, no-store, no-transform',
      },
    });
  } catch (cause) {
    await spooled.close();
    throw cause;
  }
}
