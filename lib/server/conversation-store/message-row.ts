import 'server-only';
import type { Selectable } from 'kysely';
import * as z from 'zod/mini';
import type { Conversation } from '@/lib/domain/conversation/conversation';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import type { AnswerCall, AssistantMessage, Message } from '@/lib/domain/message';
import { conversationSettingsSchema } from '@/lib/protocol/conversation-settings';
import {
  answerCallSchema,
  answerNoteSchema,
  errorCodeSchema,
  finishReasonSchema,
  messagePartsSchema,
  messageStatusSchema,
  timingSchema,
  usageSchema,
  verdictSchema,
} from '@/lib/protocol/conversations';
import type { Schema } from '../database/schema';

/** What is stored of an answer beside its parts and its status. */
const answerSchema = z.object({
  call: answerCallSchema,
  finishReason: z.optional(finishReasonSchema),
  usage: z.optional(usageSchema),
  timing: z.optional(timingSchema),
  note: z.optional(answerNoteSchema),
  verdict: z.optional(verdictSchema),
  errorCode: z.optional(errorCodeSchema),
  requestId: z.optional(z.string()),
});

export type StoredAnswer = z.infer<typeof answerSchema>;

/** Reads the stored answer fields of a row. */
export function readAnswer(row: Pick<Selectable<Schema['message']>, 'answer'>): StoredAnswer {
  return answerSchema.parse(JSON.parse(row.answer ?? '{}'));
}

/** Picks what is stored of an answer beside its parts and its status. */
export function toAnswerColumn(
  answer: Omit<StoredAnswer, 'call'> & { readonly call: AnswerCall },
): string {
  return JSON.stringify(answerSchema.parse(answer));
}

/** Converts a row to a message; a row that does not fit the schema is a damaged store and throws. */
export function toMessage(row: Selectable<Schema['message']>): Message {
  const base = {
    id: asId<MessageId>(row.id),
    conversationId: asId<ConversationId>(row.conversation_id),
    parentId: row.parent_id === null ? null : asId<MessageId>(row.parent_id),
    parts: messagePartsSchema.parse(JSON.parse(row.parts)),
    createdAt: row.created_at,
    position: row.position,
  };
  if (row.role === 'user') return { ...base, role: 'user', status: 'done' };
  return toAssistantMessage(base, row);
}

function toAssistantMessage(
  base: Pick<
    AssistantMessage,
    'id' | 'conversationId' | 'parentId' | 'parts' | 'createdAt' | 'position'
  >,
  row: Selectable<Schema['message']>,
): AssistantMessage {
  const status = messageStatusSchema.parse(row.status);
  return { ...base, ...readAnswer(row), role: 'assistant', status };
}

/** Reads the stored settings of a conversation; the default where nobody chose. */
function readSettings({ settings }: Pick<Selectable<Schema['conversation']>, 'settings'>) {
  if (settings === null) return DEFAULT_CONVERSATION_SETTINGS;
  return conversationSettingsSchema.parse(JSON.parse(settings));
}

/** Converts a row to a conversation. */
export function toConversation(row: Selectable<Schema['conversation']>): Conversation {
  return {
    id: asId<ConversationId>(row.id),
    title: row.title,
    headId: row.head_id === null ? null : asId<MessageId>(row.head_id),
    version: row.version,
    pinned: row.pinned === 1,
    archived: row.archived === 1,
    folder: row.folder,
    isUnread: row.is_unread === 1,
    settings: readSettings(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
