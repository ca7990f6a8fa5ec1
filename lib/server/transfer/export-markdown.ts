import 'server-only';
import type { AttachmentId } from '@/lib/domain/ids';
import { picturesOf } from '@/lib/domain/message';
import { documentOf } from '@/lib/domain/transfer/conversation-document';
import { markdownDocument } from '@/lib/domain/transfer/markdown-document';
import type { StoredTree } from '../conversation-store/conversation-store';
import type { StoredSource } from '../transfer-store/transfer-store';
import { onePiece } from './export-json';
import { bytesOf, type ExportJob, extensionOf, formatTime } from './exported-file';
import { uniqueNames } from './unique-names';
import type { ZipFile } from './zip-files';

/** Letters of a hash that tell the pictures of one export apart. */
const HASH_LETTERS = 16;

/** Where the pictures of the branch in view lie. */
function pathsOf(tree: StoredTree, { hashes }: StoredSource): Map<AttachmentId, string> {
  const { branch } = documentOf(tree.conversation, tree.messages);
  return new Map(
    branch.flatMap(picturesOf).flatMap(({ id, mediaType }) => {
      const hash = hashes.get(id)?.slice(0, HASH_LETTERS);
      return hash ? [[id, `images/${hash}.${extensionOf(mediaType)}`] as const] : [];
    }),
  );
}

/** Each conversation as a Markdown document, and the pictures they show. */
export async function* markdownFiles(job: ExportJob): AsyncGenerator<ZipFile> {
  const { context, actor, words } = job;
  const nameOf = uniqueNames(words.untitled, 'md');
  const pictures = new Map<string, AttachmentId>();
  for (const id of job.ids) {
    const tree = await context.conversations.read(actor, id);
    const source = await context.transfers.readSource(actor, id);
    if (!tree || !source) continue;
    const paths = pathsOf(tree, source);
    for (const [attachmentId, path] of paths) pictures.set(path, attachmentId);
    const document = documentOf(tree.conversation, tree.messages);
    const text = markdownDocument(document, { words, formatTime }, (each) => paths.get(each));
    yield { name: nameOf(document.title), isCompressed: false, pieces: bytesOf([text]) };
  }
  for (const [name, id] of pictures) {
    const image = await context.attachments.read(actor, id, 'full');
    if (image) yield { name, isCompressed: true, pieces: onePiece(image.data) };
  }
}
