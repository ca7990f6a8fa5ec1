import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import type { Message } from '@/lib/domain/message';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import { parentsFirst } from '@/lib/domain/transfer/connect-tree';
import type {
  ImportedConversation,
  ImportedMessage,
  ImportedPart,
  ImportedPicture,
} from '@/lib/domain/transfer/imported-conversation';
import { exportedConversationSchema } from '@/lib/protocol/export';

function toPicture({ id, name }: Attachment, files: ReadonlyMap<string, string>): ImportedPicture {
  const key = files.get(id);
  const source = key ? ({ type: 'file', key } as const) : ({ type: 'missing' } as const);
  const wanted = isTemporaryId(id) ? {} : { wantedId: id };
  return { type: 'picture', name, ...wanted, source };
}

function toParts(message: Message, files: ReadonlyMap<string, string>): ImportedPart[] {
  return message.parts.map((part) => {
    if (part.type === 'file') return toPicture(part.attachment, files);
    if (part.type !== 'tool') return part;
    const { output, ...call } = part;
    if (!output) return call;
    return {
      ...call,
      output: { ...output, images: output.images.map((image) => toPicture(image, files)) },
    };
  });
}

function toImported(message: Message, files: ReadonlyMap<string, string>): ImportedMessage {
  const base = {
    key: message.id,
    parentKey: message.parentId,
    parts: toParts(message, files),
    createdAt: message.createdAt,
    // An id that reads as temporary would be looked for in memory.
    ...(isTemporaryId(message.id)
      ? {}
      : { wanted: { id: message.id, position: message.position } }),
  };
  if (message.role === 'user') return { ...base, role: 'user' };
  const { status, call, finishReason, usage, timing, note, verdict, ...ids } = message;
  const { errorCode, requestId } = ids;
  const answer = { call, finishReason, usage, timing, note, verdict, errorCode, requestId };
  // Nobody writes on at what was being written, or waited for a decision, when it was exported.
  const stopped = status === 'waiting' ? 'stopped' : status;
  const ended = stopped === 'streaming' ? 'cut' : stopped;
  return { ...base, role: 'assistant', answer: { ...answer, status: ended } };
}

/**
 * Reads one conversation of our own export.
 *
 * @throws ZodError when it is none.
 */
export function readTenlens(value: unknown): ImportedConversation {
  const source = exportedConversationSchema.parse(value);
  const files = new Map(source.attachments.map(({ id, file }) => [id as string, file]));
  const messages = source.messages.map((message) => toImported(message, files));
  const { id, importKey, title, headId, version, createdAt, updatedAt } = source;
  const { pinned, archived, folder, isUnread, settings } = source;
  return {
    importKey: importKey ?? `tenlens:${id}`,
    ...(isTemporaryId(id) ? {} : { wantedId: id }),
    title,
    headKey: headId,
    version,
    order: { pinned: pinned && !archived, archived, folder, isUnread },
    settings,
    createdAt,
    updatedAt,
    messages: parentsFirst(messages),
  };
}
