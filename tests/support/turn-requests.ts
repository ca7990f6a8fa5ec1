import { randomUUID } from 'node:crypto';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';

type Submit = Extract<ChatRequest, { trigger: 'submit' }>;

/** A question for a new conversation, unless said otherwise. */
export function submitOf(facts: Partial<Submit> = {}): Submit {
  return {
    trigger: 'submit',
    conversationId: null,
    parentId: null,
    text: 'A question',
    attachmentIds: [],
    timeZone: 'UTC',
    idempotencyKey: asId<MessageId>(randomUUID()),
    ...facts,
  };
}

/** A request to answer once more, or to go on with an answer. */
export function againOf(
  trigger: 'regenerate' | 'continue',
  conversationId: ConversationId,
  parentId: MessageId,
): ChatRequest {
  const idempotencyKey = asId<MessageId>(randomUUID());
  return { trigger, conversationId, parentId, timeZone: 'UTC', idempotencyKey };
}
