import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import { fileStemOf } from '@/lib/domain/transfer/export-file-name';
import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import type { ExportFormat } from '@/lib/protocol/export';
import type { Actor } from '../actor';
import type { Context } from '../context';
import { htmlFiles, htmlPage } from './export-html';
import { jsonFiles } from './export-json';
import { markdownFiles } from './export-markdown';
import type { ExportedFile, ExportJob } from './exported-file';
import { zipFiles } from './zip-files';

const ZIP = 'application/zip';

type Wanted = { readonly format: ExportFormat; readonly words: TransferWords };

/** Everything of a person, in one zip. */
export async function exportAll(
  context: Context,
  actor: Actor,
  { format, words }: Wanted,
): Promise<ExportedFile> {
  const ids = await context.transfers.conversationIds(actor);
  const now = Date.now();
  const job: ExportJob = { context, actor, words, ids, now };
  const date = new Date(now).toISOString().slice(0, 10);
  const files = { json: () => jsonFiles(job, true), markdown: markdownFiles, html: htmlFiles };
  const pieces = zipFiles(files[format](job));
  return { name: `tenlens ${date} ${format}.zip`, mediaType: ZIP, pieces };
}

/**
 * One conversation: a page for HTML, else a zip.
 *
 * @throws AppError `not-found`.
 */
export async function exportOne(
  context: Context,
  actor: Actor,
  { format, words, id }: Wanted & { readonly id: ConversationId },
): Promise<ExportedFile> {
  const tree = await context.conversations.read(actor, id);
  // A temporary chat is in no store that anything is kept of.
  const source = await context.transfers.readSource(actor, id);
  if (!tree || !source) throw new AppError('not-found');
  const job: ExportJob = { context, actor, words, ids: [id], now: Date.now() };
  const stem = fileStemOf(tree.conversation.title, words.untitled);
  if (format === 'html') {
    return {
      name: `${stem}.html`,
      mediaType: 'text/html; charset=utf-8',
      pieces: htmlPage(job, id),
    };
  }
  const files = format === 'json' ? jsonFiles(job, false) : markdownFiles(job);
  return { name: `${stem}.${format}.zip`, mediaType: ZIP, pieces: zipFiles(files) };
}
