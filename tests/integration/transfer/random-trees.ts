import fc from 'fast-check';
import type { Attachment } from '@/lib/domain/attachment';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
  renameImages,
} from '@/lib/domain/conversation/conversation-settings';
import { type AttachmentId, asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import type { MessagePart } from '@/lib/domain/message';
import type { NewConversation } from '@/lib/server/transfer-store/transfer-store';
import { callOf } from '../../support/messages';

type Placed = NewConversation['messages'][number];

const words = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((text) => text.replaceAll('\0', ''));
const texts = fc.array(fc.record({ type: fc.constantFrom('text', 'reasoning'), text: words }), {
  maxLength: 3,
});

const node = fc.record({
  parent: fc.nat(),
  isRoot: fc.boolean(),
  parts: texts,
  picture: fc.option(fc.nat(), { nil: undefined }),
  createdAt: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  status: fc.constantFrom('done', 'stopped', 'cut', 'failed', 'refused'),
  finishReason: fc.constantFrom('stop', 'length', undefined),
  usage: fc.option(fc.record({ inputTokens: fc.nat(), outputTokens: fc.nat() }), {
    nil: undefined,
  }),
});
type Node = typeof node extends fc.Arbitrary<infer Value> ? Value : never;

function toMessage(
  { parent, isRoot, parts, picture, createdAt, status, finishReason, usage }: Node,
  before: readonly Placed[],
  made: { id: string; attachments: readonly Attachment[] },
): Placed {
  const above = isRoot || before.length === 0 ? undefined : before[parent % before.length];
  const attachment = made.attachments[(picture ?? 0) % made.attachments.length];
  const files: MessagePart[] =
    picture !== undefined && attachment ? [{ type: 'file', attachment }] : [];
  const base = {
    id: asId<MessageId>(made.id),
    parentId: above?.id ?? null,
    createdAt,
    // Gaps are left where a message was taken away.
    position: before.length * 2,
  };
  const spoken = parts.map(({ type, text }) => ({ type, text }) as MessagePart);
  if (above?.role !== 'user') {
    return { ...base, role: 'user', status: 'done', parts: [...files, ...spoken] };
  }
  const omitted = attachment
    ? [{ type: 'image', attachmentId: attachment.id, reason: 'image-limit' } as const]
    : [];
  const isShown = before.some((each) =>
    each.parts.some((part) => part.type === 'file' && part.attachment.id === attachment?.id),
  );
  const call = callOf({ omissions: isShown ? omitted : [] });
  return { ...base, role: 'assistant', status, parts: spoken, call, finishReason, usage };
}

/** Some settings that are about the stored pictures. */
function settingsOf(
  chosen: number | undefined,
  attachments: readonly Attachment[],
): ConversationSettings {
  const ids = attachments.map(({ id }) => id);
  if (chosen === undefined) return DEFAULT_CONVERSATION_SETTINGS;
  return {
    contextStrategy: chosen % 2 === 0 ? 'stop' : 'summarise',
    pinnedImages: ids.slice(0, chosen % 3),
    excludedImages: ids.slice(1, chosen % 4),
    imageDetail: Object.fromEntries(ids.slice(0, chosen % 2).map((id) => [id, 'low'])),
  };
}

/** Settings as they come back: those about pictures that no message shows are not exported. */
function onlyShown(settings: ConversationSettings, messages: readonly Placed[]) {
  const shown = new Set<string>(
    messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'file' ? [part.attachment.id] : [])),
    ),
  );
  return renameImages(settings, (id) => (shown.has(id) ? asId<AttachmentId>(id) : null));
}

/** A random conversation whose pictures are some of those that are stored. */
export const randomConversation = (attachments: readonly Attachment[]) =>
  fc
    .record({
      id: fc.uuid({ version: 4 }),
      title: words,
      version: fc.integer({ min: 1, max: 1000 }),
      place: fc.constantFrom('pinned', 'archived', 'folder', 'unread', 'none'),
      times: fc.tuple(fc.nat(), fc.nat()),
      nodes: fc.array(fc.tuple(node, fc.uuid({ version: 4 })), { minLength: 1, maxLength: 12 }),
      head: fc.nat(),
      settings: fc.option(fc.nat(), { nil: undefined }),
    })
    .map(({ id, title, version, place, times, nodes, head, settings }): NewConversation => {
      const messages: Placed[] = [];
      for (const [each, messageId] of nodes) {
        messages.push(toMessage(each, messages, { id: messageId, attachments }));
      }
      return {
        id: asId<ConversationId>(id),
        importKey: `test:${id}`,
        title,
        headId: messages[head % messages.length]?.id ?? null,
        version,
        pinned: place === 'pinned',
        archived: place === 'archived',
        folder: place === 'folder' ? 'Work' : null,
        isUnread: place === 'unread',
        settings: onlyShown(settingsOf(settings, attachments), messages),
        createdAt: times[0],
        updatedAt: times[1],
        messages,
      };
    });
