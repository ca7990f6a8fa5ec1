import 'server-only';
import { createHash } from 'node:crypto';
import type { ConversationId } from '@/lib/domain/ids';
import { documentOf } from '@/lib/domain/transfer/conversation-document';
import { HTML_STYLE, htmlDocument } from '@/lib/domain/transfer/html-document';
import { bytesOf, type ExportJob, formatTime } from './exported-file';
import { uniqueNames } from './unique-names';
import type { ZipFile } from './zip-files';

const STYLE_HASH = `sha256-${createHash('sha256').update(HTML_STYLE).digest('base64')}`;

/** The text of a conversation's page; each picture is read when its place comes. */
async function* pageTexts(job: ExportJob, id: ConversationId): AsyncGenerator<string> {
  const { context, actor, words } = job;
  const tree = await context.conversations.read(actor, id);
  if (!tree) return;
  const document = documentOf(tree.conversation, tree.messages);
  for (const piece of htmlDocument(document, { words, formatTime }, STYLE_HASH)) {
    if (typeof piece === 'string') {
      yield piece;
      continue;
    }
    const image = await context.attachments.read(actor, piece.id, 'full');
    if (image) yield `data:${image.mediaType};base64,${Buffer.from(image.data).toString('base64')}`;
  }
}

/** One conversation as a page that needs nothing else. */
export function htmlPage(job: ExportJob, id: ConversationId): AsyncGenerator<Uint8Array> {
  return bytesOf(pageTexts(job, id));
}

/** Each conversation as such a page. */
export async function* htmlFiles(job: ExportJob): AsyncGenerator<ZipFile> {
  const nameOf = uniqueNames(job.words.untitled, 'html');
  for (const id of job.ids) {
    const tree = await job.context.conversations.read(job.actor, id);
    if (!tree) continue;
    const name = nameOf(tree.conversation.title);
    yield { name, isCompressed: false, pieces: htmlPage(job, id) };
  }
}
