import { asId, type MessageId } from '@/lib/domain/ids';
import type { AssistantMessage } from '@/lib/domain/message';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import type { Context } from '@/lib/server/context';
import { startGeneration } from '@/lib/server/generation/start-generation';
import { FrameReader } from './frame-reader';

/** Sends a turn and reads its stream up to the start: ids are known from there on. */
export async function sendTurn(context: Context, request: ChatRequest, requestId = 'request') {
  const answer = await startGeneration(context, LOCAL_ACTOR, request, requestId);
  const reader = new FrameReader(answer.read(0));
  const { chunk } = await reader.until('start');
  if (chunk.type !== 'start' || !chunk.messageId) throw new Error('a start names its message');
  const { conversationId, parentId } = reader.metadata;
  if (!conversationId || !parentId) throw new Error('a start says where it belongs');
  const answerId = asId<MessageId>(chunk.messageId);
  return {
    answer,
    reader,
    conversationId,
    questionId: parentId,
    answerId,
    /** The answer as it is stored now. */
    async stored(): Promise<AssistantMessage> {
      const tree = await context.conversations.read(LOCAL_ACTOR, conversationId);
      const message = tree?.messages.find(({ id }) => id === answerId);
      if (message?.role !== 'assistant') throw new Error('the answer should be stored');
      return message;
    },
  };
}
