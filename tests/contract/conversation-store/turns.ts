import { randomUUID } from 'node:crypto';
import { asId, type ConversationId, type MessageId, type UserId } from '@/lib/domain/ids';
import type { Actor } from '@/lib/server/actor';
import type {
  ConversationStore,
  NewQuestion,
  NewTurn,
  StoredTurn,
} from '@/lib/server/conversation-store/conversation-store';
import { callOf } from '../../support/messages';

export const ANNA: Actor = { userId: asId<UserId>('anna') };
export const BERT: Actor = { userId: asId<UserId>('bert') };

export const newMessageId = () => asId<MessageId>(randomUUID());
export const newConversationId = () => asId<ConversationId>(randomUUID());

type Question = Partial<NewQuestion> & Partial<Pick<NewTurn, 'conversationId' | 'call'>>;

/** A turn with a new question; a new conversation unless one is named. */
export function questionTurn({ conversationId = null, call, ...question }: Question = {}): NewTurn {
  const id = question.id ?? newMessageId();
  return {
    conversationId,
    question: { parentId: null, text: 'A question', attachments: [], ...question, id },
    call: call ?? callOf(),
    initialParts: [],
    idempotencyKey: id,
  };
}

/** A turn that answers a stored message again. */
export function answerTurn(
  conversationId: ConversationId,
  answerTo: MessageId,
  turn: Partial<NewTurn> = {},
): NewTurn {
  return {
    conversationId,
    question: { answerTo },
    call: callOf(),
    initialParts: [],
    idempotencyKey: randomUUID(),
    ...turn,
  };
}

/** A stored turn's ids, for the next one below it. */
export async function storeTurn(
  store: ConversationStore,
  turn: NewTurn,
  actor: Actor = ANNA,
): Promise<StoredTurn & { questionId: MessageId }> {
  const stored = await store.addTurn(actor, turn);
  const questionId = 'id' in turn.question ? turn.question.id : turn.question.answerTo;
  return { ...stored, questionId };
}
