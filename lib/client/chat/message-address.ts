import 'client-only';
import { asId, type ConversationId, isUuid, type MessageId } from '@/lib/domain/ids';

const HASH = /^#message-(.+)$/;

/** Address of a message, or of a conversation. */
export function addressOf(conversationId: ConversationId, messageId: MessageId | null): string {
  return `/c/${conversationId}${messageId === null ? '' : `#message-${messageId}`}`;
}

/** The message that the part of an address behind `#` names. */
export function messageIdOf(hash: string): MessageId | null {
  const id = HASH.exec(hash)?.[1];
  return id !== undefined && isUuid(id) ? asId<MessageId>(id) : null;
}
