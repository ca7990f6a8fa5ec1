import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Attachment } from '@/lib/domain/attachment';
import {
  DEFAULT_CONVERSATION_SETTINGS,
  renameImages,
} from '@/lib/domain/conversation/conversation-settings';
import { type NewIds, renameCall } from '@/lib/domain/conversation/rename-call';
import { AppError } from '@/lib/domain/errors/app-error';
import { type AttachmentId, asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { cleanFileName } from '@/lib/domain/image/clean-file-name';
import { MAX_IMAGE_BYTES } from '@/lib/domain/image/judge-image';
import type { FilePart, MessagePart, TextPart, ToolPart } from '@/lib/domain/message';
import { storableText } from '@/lib/domain/storable-text';
import type {
  ImportedCall,
  ImportedConversation,
  ImportedMessage,
  ImportedPart,
  ImportedPicture,
} from '@/lib/domain/transfer/imported-conversation';
import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import { MAX_TITLE_CHARACTERS } from '@/lib/protocol/conversations';
import type { Actor } from '../actor';
import type { Context } from '../context';
import type { NewConversation } from '../transfer-store/transfer-store';
import type { ImportFile } from './import-file';

export type LostReason = 'missing' | 'damaged' | 'other-file';

export type ImportJob = {
  readonly stores: Pick<Context, 'attachments' | 'transfers' | 'settings'>;
  readonly actor: Actor;
  readonly words: TransferWords;
  readonly file: ImportFile;
  readonly isDryRun: boolean;
  /** Told each picture that a text stands in for. */
  onLostPicture(conversation: ImportedConversation, name: string, reason: LostReason): void;
};

type Placed = NewConversation['messages'][number];

/** The bytes of a picture, or why there are none. */
async function readPicture(
  { file }: ImportJob,
  { source }: ImportedPicture,
): Promise<Uint8Array | LostReason> {
  if (source.type === 'data') return Buffer.from(source.base64, 'base64');
  if (source.type !== 'file') return source.type;
  if (!file.hasFile(source.key)) return 'missing';
  return (await file.readFile(source.key, MAX_IMAGE_BYTES)) ?? 'damaged';
}

function standIn({ words }: ImportJob, name: string, reason: LostReason): TextPart {
  const say = {
    missing: words.pictureMissing,
    damaged: words.pictureRefused,
    'other-file': words.fileLeftOut,
  };
  return { type: 'text', text: say[reason](cleanFileName(name)) };
}

/** Stores the pictures of one conversation as its messages come to them. */
class Pictures {
  /** Each picture of ours once, however many messages show it; and ids as they are now. */
  readonly #kept = new Map<string, FilePart>();
  readonly #job: ImportJob;
  readonly #conversation: ImportedConversation;

  constructor(job: ImportJob, conversation: ImportedConversation) {
    this.#job = job;
    this.#conversation = conversation;
  }

  async toPart(picture: ImportedPicture): Promise<FilePart | TextPart> {
    const { wantedId, name } = picture;
    const known = wantedId && this.#kept.get(wantedId);
    if (known) return known;
    const stored = await this.#store(picture);
    if (typeof stored === 'string') {
      this.#job.onLostPicture(this.#conversation, name, stored);
      return standIn(this.#job, name, stored);
    }
    if (wantedId) this.#kept.set(wantedId, stored);
    return stored;
  }

  /** The id that a picture of ours has now; `null` for one that is not there. */
  newIdOf(id: string): AttachmentId | null {
    return this.#kept.get(id)?.attachment.id ?? null;
  }

  async #store(picture: ImportedPicture): Promise<FilePart | LostReason> {
    const { stores, actor } = this.#job;
    const data = await readPicture(this.#job, picture);
    if (typeof data === 'string') return data;
    try {
      const upload = { name: picture.name, data, id: picture.wantedId };
      return { type: 'file', attachment: await stores.attachments.add(actor, upload) };
    } catch (error) {
      // A picture that an upload would refuse is told in the report; anything else is a failure.
      if (error instanceof AppError && error.code.startsWith('image-')) return 'damaged';
      throw error;
    }
  }
}

/** A call with those of its pictures that are there; for each of the others its result has a text. */
async function toCall({ output, ...call }: ImportedCall, pictures: Pictures): Promise<ToolPart> {
  if (!output) return call;
  const images: Attachment[] = [];
  const texts = output.text === '' ? [] : [storableText(output.text)];
  for (const picture of output.images) {
    const part = await pictures.toPart(picture);
    if (part.type === 'file') images.push(part.attachment);
    else texts.push(part.text);
  }
  return { ...call, output: { ...output, text: texts.join('\n\n'), images } };
}

async function toParts(parts: readonly ImportedPart[], pictures: Pictures): Promise<MessagePart[]> {
  const stored: MessagePart[] = [];
  for (const part of parts) {
    if (part.type === 'picture') stored.push(await pictures.toPart(part));
    else if (part.type === 'tool') stored.push(await toCall(part, pictures));
    else if (part.type === 'step') stored.push(part);
    else stored.push({ type: part.type, text: storableText(part.text) });
  }
  return stored;
}

/** A time as it can be stored: whole milliseconds; 0 for one that is none. */
function storableTime(time: number): number {
  const rounded = Math.round(time);
  return Number.isSafeInteger(rounded) ? rounded : 0;
}

/** Places as they were, when they can be; else in the order of the messages. */
function positionsOf(messages: readonly ImportedMessage[]): number[] {
  const wanted = messages.map((message) => message.wanted?.position ?? -1);
  const isUsable =
    new Set(wanted).size === wanted.length &&
    wanted.every((position) => Number.isSafeInteger(position) && position >= 0);
  return isUsable ? wanted : messages.map((_message, index) => index);
}

async function placeMessages(
  conversation: ImportedConversation,
  pictures: Pictures,
): Promise<{ messages: Placed[]; idOf: ReadonlyMap<string, MessageId> }> {
  const positions = positionsOf(conversation.messages);
  const idOf = new Map(
    conversation.messages.map(
      ({ key, wanted }) => [key, wanted?.id ?? asId<MessageId>(randomUUID())] as const,
    ),
  );
  const messages: Placed[] = [];
  for (const [index, message] of conversation.messages.entries()) {
    const { key, parentKey, createdAt } = message;
    const base = {
      id: idOf.get(key) ?? asId<MessageId>(randomUUID()),
      parentId: parentKey === null ? null : (idOf.get(parentKey) ?? null),
      parts: await toParts(message.parts, pictures),
      createdAt: storableTime(createdAt),
      position: positions[index] ?? index,
    };
    if (message.role === 'user') messages.push({ ...base, role: 'user', status: 'done' });
    else messages.push({ ...base, ...message.answer, role: 'assistant' });
  }
  return { messages, idOf };
}

/**
 * Stores a conversation: its pictures one by one, then all the rest at once. Killed in between, the
 * pictures are swept away as those of a draft are.
 *
 * @returns `false` when it is there already.
 * @throws AppError of the file or the store.
 */
export async function storeConversation(
  job: ImportJob,
  conversation: ImportedConversation,
): Promise<boolean> {
  const pictures = new Pictures(job, conversation);
  const { messages, idOf } = await placeMessages(conversation, pictures);
  const newIds: NewIds = {
    message: (id) => idOf.get(id) ?? null,
    attachment: (id) => pictures.newIdOf(id),
  };
  const added = messages.map((message) =>
    message.role === 'user' ? message : { ...message, call: renameCall(message.call, newIds) },
  );
  const { headKey, importKey, wantedId, version, order, createdAt, updatedAt } = conversation;
  const { settings = DEFAULT_CONVERSATION_SETTINGS } = conversation;
  const title = Array.from(storableText(conversation.title))
    .slice(0, MAX_TITLE_CHARACTERS)
    .join('');
  const id = await job.stores.transfers.addConversation(job.actor, {
    id: wantedId ?? asId<ConversationId>(randomUUID()),
    importKey,
    title,
    headId: headKey === null ? null : (idOf.get(headKey) ?? null),
    version,
    ...order,
    settings: renameImages(settings, (id) => pictures.newIdOf(id)),
    createdAt: storableTime(createdAt),
    updatedAt: storableTime(updatedAt),
    messages: added,
  });
  return id !== null;
}
