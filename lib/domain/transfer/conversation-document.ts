import type { Conversation } from '../conversation/conversation';
import { pathTo } from '../conversation/message-tree';
import type { Message } from '../message';

/** What a document for people shows of a conversation: the branch in view. */
export type ConversationDocument = {
  readonly title: string;
  readonly updatedAt: number;
  readonly branch: readonly Message[];
  /** Messages of the tree that belong to other versions. */
  readonly otherCount: number;
};

/** Takes the branch in view out of a tree. */
export function documentOf(
  conversation: Pick<Conversation, 'title' | 'headId' | 'updatedAt'>,
  messages: readonly Message[],
): ConversationDocument {
  const branch = pathTo(messages, conversation.headId);
  const { title, updatedAt } = conversation;
  return { title, updatedAt, branch, otherCount: messages.length - branch.length };
}

/** Who wrote a message: for an answer with its model and connection. */
export function authorOf(message: Message, words: { you: string; assistant: string }): string {
  if (message.role === 'user') return words.you;
  const { modelName, connectionLabel } = message.call;
  return `${words.assistant} (${connectionLabel} · ${modelName})`;
}
