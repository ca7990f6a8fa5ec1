import 'server-only';
import type { AttachmentId } from '@/lib/domain/ids';
import { picturesOf } from '@/lib/domain/message';
import { EXPORT_DOCUMENT, EXPORT_FORMAT, EXPORT_VERSION } from '@/lib/protocol/export';
import type { StoredTree } from '../conversation-store/conversation-store';
import type { StoredSource } from '../transfer-store/transfer-store';
import { bytesOf, type ExportJob, extensionOf } from './exported-file';
import type { ZipFile } from './zip-files';

type Picture = { readonly id: AttachmentId; readonly file: string };

function exportedPictures({ messages }: StoredTree, { hashes }: StoredSource): Picture[] {
  const files = new Map<AttachmentId, string>();
  for (const { id, mediaType } of messages.flatMap(picturesOf)) {
    const hash = hashes.get(id);
    if (hash) files.set(id, `attachments/${hash}.${extensionOf(mediaType)}`);
  }
  return [...files].map(([id, file]) => ({ id, file }));
}

/** The text of the document, conversation by conversation; `pictures` learns what it refers to. */
async function* documentTexts(
  job: ExportJob,
  isWhole: boolean,
  pictures: Map<string, AttachmentId>,
): AsyncGenerator<string> {
  const { context, actor, now } = job;
  const settings = isWhole ? { settings: await context.settings.read(actor) } : {};
  const head = { format: EXPORT_FORMAT, version: EXPORT_VERSION, exportedAt: now, ...settings };
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  let separator = '\n';
  for (const id of job.ids) {
    const tree = await context.conversations.read(actor, id);
    const source = await context.transfers.readSource(actor, id);
    // Deleted since the export began.
    if (!tree || !source) continue;
    const attachments = exportedPictures(tree, source);
    for (const { id: attachmentId, file } of attachments) pictures.set(file, attachmentId);
    const importKey = source.importKey ?? undefined;
    const conversation = { ...tree.conversation, importKey, messages: tree.messages, attachments };
    yield separator + JSON.stringify(conversation);
    separator = ',\n';
  }
  yield '\n]}\n';
}

/**
 * Everything that is stored of conversations, without loss: the document, then each picture's bytes
 * once, under their hash.
 *
 * @param isWhole - Whether it is an export of everything, which has the settings too.
 */
export async function* jsonFiles(job: ExportJob, isWhole: boolean): AsyncGenerator<ZipFile> {
  const pictures = new Map<string, AttachmentId>();
  const pieces = bytesOf(documentTexts(job, isWhole, pictures));
  yield { name: EXPORT_DOCUMENT, isCompressed: false, pieces };
  for (const [name, id] of pictures) {
    const image = await job.context.attachments.read(job.actor, id, 'full');
    if (image) yield { name, isCompressed: true, pieces: onePiece(image.data) };
  }
}

/** A picture's bytes as a file's. */
export async function* onePiece(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}
