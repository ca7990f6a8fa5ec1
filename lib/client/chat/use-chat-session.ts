import 'client-only';
import { useChat } from '@ai-sdk/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Attachment } from '@/lib/domain/attachment';
import { newestLeafBelow, pathTo } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type ConversationId, type MessageId, type ModelId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import type { ConversationTree } from '@/lib/protocol/conversations';
import {
  type ChatMessage,
  chunkMetadataSchema,
  toFileUiPart,
  toUiMessage,
} from '@/lib/protocol/ui-message';
import { jsonBody, request } from '../api/request-json';
import type { ChatSession } from './chat-session';
import { ChatTransport } from './chat-transport';
import { useConversationTree } from './use-conversation-tree';

/** The page is painted at most that often while an answer streams. */
const PAINT_INTERVAL_MS = 50;

export type Question = { readonly text: string; readonly attachments: readonly Attachment[] };

type Options = {
  readonly session: ChatSession;
  readonly modelId: ModelId | undefined;
  /** A new conversation is stored now. */
  onStored(conversationId: ConversationId): void;
  /** The list of conversations may have changed. */
  onChanged(): void;
};

const branchOf = (tree: ConversationTree, leaf: MessageId | null): ChatMessage[] =>
  pathTo(tree.messages, leaf).map(toUiMessage);

const toParts = ({ text, attachments }: Question): ChatMessage['parts'] => [
  ...attachments.map(toFileUiPart),
  ...(text === '' ? [] : [{ type: 'text', text } as const]),
];

const newKey = () => asId<MessageId>(crypto.randomUUID());
const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const lastId = (messages: readonly ChatMessage[]) => {
  const id = messages.at(-1)?.id;
  return id === undefined ? null : asId<MessageId>(id);
};

/**
 * One conversation as the page shows it: the branch in view, the answer being written, and what a
 * person can do. Chat state is the AI SDK's; the stored tree wins over it after each answer.
 */
export function useChatSession({ session, modelId, onStored, onChanged }: Options) {
  const { tree, state: loadState, load } = useConversationTree(session.conversationId);
  const [transport] = useState(() => new ChatTransport(session.conversationId));
  const [sendError, setSendError] = useState<AppError | null>(null);
  const stopWanted = useRef(false);
  const refusal = useRef<AppError | null>(null);

  const chat = useChat<ChatMessage>({
    id: session.key,
    transport,
    throttle: PAINT_INTERVAL_MS,
    messageMetadataSchema: chunkMetadataSchema,
    onError(error) {
      refusal.current = error instanceof AppError ? error : null;
    },
    onFinish: ({ isAbort }) => void (isAbort || settle()),
  });
  const { messages, setMessages, sendMessage, regenerate, resumeStream, status } = chat;

  const open = useCallback(
    async (id: ConversationId) => {
      const loaded = await load(id);
      if (!loaded) return;
      setMessages(branchOf(loaded, loaded.conversation.headId));
      if (loaded.running) await resumeStream();
    },
    [load, setMessages, resumeStream],
  );

  const settle = async () => {
    stopWanted.current = false;
    onChanged();
    if (transport.conversationId) await open(transport.conversationId);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a session is opened once, when it is mounted.
  useEffect(() => {
    if (session.conversationId) void open(session.conversationId);
    // Leaving the page ends the connection, not the answer.
    return () => void chat.stop();
  }, []);

  const postStop = useCallback(async () => {
    const path = `/api/chat/${transport.conversationId}/stop`;
    await request(path, jsonBody('POST', {})).catch((cause: unknown) => {
      setSendError(cause instanceof AppError ? cause : new AppError('internal', {}, { cause }));
    });
  }, [transport]);

  const started = messages.at(-1)?.metadata?.conversationId;
  useEffect(() => {
    if (!started || transport.conversationId) return;
    transport.conversationId = started;
    onStored(started);
    onChanged();
    if (stopWanted.current) void postStop();
  }, [started, transport, onStored, onChanged, postStop]);

  const toBody = (turn: Partial<ChatRequest>): object => {
    setSendError(null);
    return {
      conversationId: transport.conversationId,
      options: modelId ? { modelId } : {},
      timeZone: timeZone(),
      idempotencyKey: newKey(),
      ...turn,
    };
  };

  const send = async (
    question: Question,
    parentId: MessageId | null = lastId(messages),
  ): Promise<AppError | null> => {
    refusal.current = null;
    const id = newKey();
    const { text } = question;
    const attachmentIds = question.attachments.map((attachment) => attachment.id);
    const before = messages.slice(0, messages.findIndex((message) => message.id === parentId) + 1);
    setMessages(before);
    const turn = { trigger: 'submit', parentId, text, attachmentIds, idempotencyKey: id } as const;
    const message = { id, role: 'user', parts: toParts(question), metadata: { parentId } } as const;
    await sendMessage(message, { body: toBody(turn) });
    if (transport.acceptedKey === id) return null;
    setMessages(before);
    return refusal.current ?? new AppError('internal');
  };

  const answerAgain = (trigger: 'regenerate' | 'continue', answer: ChatMessage) => {
    const questionId = answer.metadata?.parentId;
    if (!questionId) return;
    const parentId = trigger === 'continue' ? asId<MessageId>(answer.id) : questionId;
    void regenerate({ messageId: answer.id, body: toBody({ trigger, parentId }) });
  };

  return {
    messages,
    tree,
    loadState,
    isBusy: status === 'submitted' || status === 'streaming',
    /** Why the last send did not begin; the person's words are still there. */
    sendError: sendError ?? (chat.error instanceof AppError ? chat.error : null),
    /** Sends a question; says why it was not taken, `null` once its answer has ended. */
    send,
    regenerate: (answer: ChatMessage) => answerAgain('regenerate', answer),
    continueAnswer: (answer: ChatMessage) => answerAgain('continue', answer),
    stop() {
      stopWanted.current = true;
      if (transport.conversationId) void postStop();
    },
    /** Shows another version of a message; nothing is stored by that. */
    show(messageId: MessageId) {
      if (tree) setMessages(branchOf(tree, newestLeafBelow(tree.messages, messageId)));
    },
    reload: () => (session.conversationId ? void open(session.conversationId) : undefined),
  };
}
