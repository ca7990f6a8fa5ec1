import 'client-only';
import { type UseChatHelpers, useChat } from '@ai-sdk/react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { newestLeafBelow } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import {
  asId,
  type ConversationId,
  type GenerationId,
  type MessageId,
  type ModelId,
} from '@/lib/domain/ids';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import { type ChatMessage, chunkMetadataSchema } from '@/lib/protocol/ui-message';
import type { SettingsStore } from '../conversation-settings/settings-store';
import { answerAgain, type Question, resumeAnswer, sendQuestion } from './chat-actions';
import type { ChatSession } from './chat-session';
import { ChatTransport } from './chat-transport';
import { useConversationTree } from './use-conversation-tree';
import { useOneAtATime } from './use-one-at-a-time';
import { branchOf, useOpen } from './use-open';
import { useReopen } from './use-reopen';
import { useStop } from './use-stop';

/** The page is painted at most that often while an answer streams. */
const PAINT_INTERVAL_MS = 50;

type Options = {
  readonly session: ChatSession;
  readonly modelId: ModelId | undefined;
  readonly settings: SettingsStore;
  /** A new conversation is stored now. */
  onStored(conversationId: ConversationId): void;
  /** The list of conversations may have changed. */
  onChanged(): void;
};

/** Whether an answer is shown as being written though nobody follows it any more. */
function isLeftStreaming({ messages, status }: UseChatHelpers<ChatMessage>): boolean {
  const isIdle = status === 'ready' || status === 'error';
  return isIdle && messages.at(-1)?.metadata?.status === 'streaming';
}

/** Whether an answer is being written, by whatever way it comes here. */
function isAnswering({ messages, status }: UseChatHelpers<ChatMessage>): boolean {
  const newest = messages.at(-1);
  const isRunning = newest?.role === 'assistant' && newest.metadata?.status === 'streaming';
  return status === 'submitted' || status === 'streaming' || (status === 'ready' && isRunning);
}

/** `useChat` over our transport, and the stored tree that wins over it after each answer. */
function useStoredChat(session: ChatSession, onChanged: () => void) {
  const { tree, state: loadState, load, cancelLoad } = useConversationTree(session.conversationId);
  const [transport] = useState(() => new ChatTransport(session.conversationId));
  const refusal = useRef<AppError | null>(null);
  const chat = useChat<ChatMessage>({
    id: session.key,
    transport,
    throttle: PAINT_INTERVAL_MS,
    messageMetadataSchema: chunkMetadataSchema,
    onError(error) {
      refusal.current = error instanceof AppError ? error : null;
    },
    onFinish({ isAbort, message }) {
      onChanged();
      const isTaken = transport.lastKey === transport.acceptedKey;
      const id = transport.conversationId ?? message.metadata?.conversationId;
      if (!isAbort && isTaken && id) void open(id, asId<MessageId>(message.id));
    },
  });
  const { open, cancelLook } = useOpen({ chat, transport, load });
  useReopen(() => {
    if (transport.conversationId && isLeftStreaming(chat)) void open(transport.conversationId);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session is opened once, when it is mounted.
  useEffect(() => {
    if (session.conversationId) void open(session.conversationId);
    // Leaving the page ends the connection, not the answer.
    return () => void chat.stop();
  }, []);
  const cancelOpen = () => {
    cancelLook();
    cancelLoad();
  };
  return { chat, transport, tree, loadState, open, cancelOpen, refusal };
}

type StartedOptions = Pick<Options, 'onStored' | 'onChanged'> & {
  readonly transport: ChatTransport;
};

/** Tells that a new conversation is stored, and that an answer began: the list marks it, whoever asked. */
function useStarted(
  conversationId: ConversationId | undefined,
  generationId: GenerationId | undefined,
  { transport, onStored, onChanged }: StartedOptions,
): void {
  useEffect(() => {
    if (!conversationId || transport.conversationId) return;
    transport.conversationId = conversationId;
    onStored(conversationId);
  }, [conversationId, transport, onStored]);
  useEffect(() => {
    if (generationId) onChanged();
  }, [generationId, onChanged]);
}

/** Whether the connection an answer comes by is down. */
function useIsDown({ connection: { subscribe, isDown } }: ChatTransport): boolean {
  return useSyncExternalStore(subscribe, isDown, () => false);
}

/**
 * How the server is asked for an answer, of whatever kind: by one request at a time, so that no acceptance
 * is taken for another's.
 */
function useAsk(stored: ReturnType<typeof useStoredChat>, forget: () => void) {
  const { chat, transport, open, cancelOpen, refusal } = stored;
  const [isAsking, setAsking] = useState(false);
  const oneAtATime = useOneAtATime(() => {
    refusal.current = null;
    setAsking(true);
    forget();
    cancelOpen();
  });
  /** Shows what is stored; a refusal is told of no longer where the answer it was about has gone on. */
  const openAnew = async (id: ConversationId) => {
    const told = refusal.current;
    const newest = (await open(id)).at(-1);
    const hasGoneOn = newest !== undefined && newest.metadata?.status !== 'waiting';
    if (hasGoneOn && refusal.current === told) chat.clearError();
  };
  /** @param stale - Refusals after which what is in view may be old news: the store is read anew then. */
  const ask = (act: () => Promise<boolean>, stale: readonly ErrorCode[] = []) =>
    oneAtATime(async () => {
      const isTaken = await act().finally(() => setAsking(false));
      const code = isTaken ? undefined : refusal.current?.code;
      const { conversationId } = transport;
      if (conversationId && code && stale.includes(code)) void openAnew(conversationId);
      return isTaken;
    });
  return { ask, isAsking };
}

/**
 * One conversation as the page shows it: the branch in view, the answer being written, and what a
 * person can do.
 */
export function useChatSession({ session, modelId, settings, onStored, onChanged }: Options) {
  const stored = useStoredChat(session, onChanged);
  const { chat, transport, tree, loadState, open, refusal } = stored;
  const parts = { chat, transport, modelId, settings, isTemporary: session.isTemporary };
  useEffect(() => void (tree && settings.take(tree.conversation)), [tree, settings]);
  const { conversationId, generationId } = chat.messages.at(-1)?.metadata ?? {};
  useStarted(conversationId, generationId, { transport, onStored, onChanged });
  const isReconnecting = useIsDown(transport);
  const { stop, forget, error: stopError } = useStop(transport, generationId);
  const { ask, isAsking } = useAsk(stored, forget);
  return {
    messages: chat.messages,
    tree,
    loadState,
    /** Something is asked for, or an answer is being written. */
    isBusy: isAsking || isAnswering(chat),
    /** The connection an answer comes by is down, and is being made anew. */
    isReconnecting,
    /** Whether the end of the branch is known, which a new question follows. */
    isOpen: loadState === 'empty' || tree !== null || chat.messages.length > 0,
    /** Why the last send or Stop did not go through. */
    error: stopError ?? (chat.error instanceof AppError ? chat.error : null),
    /**
     * Sends a question; says why it was not taken, `null` once its answer is not followed any more. None is
     * while something else is asked for.
     *
     * @param take - Takes it from where it was written; not called where none is sent.
     */
    async send(
      take: () => Promise<Question>,
      parentId: MessageId | null,
    ): Promise<AppError | null> {
      if (await ask(async () => sendQuestion(parts, await take(), parentId))) return null;
      return refusal.current ?? new AppError('internal');
    },
    /** Answers a question once more, or writes on where its answer ended too early. */
    answerAgain: (trigger: 'regenerate' | 'continue', answer: ChatMessage) =>
      void ask(() => answerAgain(parts, trigger, answer), ['conflict']),
    /** Goes on with an answer that waits for decisions about its calls; says whether that was taken. */
    decide: (answer: ChatMessage, decisions: readonly CallDecision[]) =>
      // They may have been taken though no response came, or another tab was faster.
      ask(() => resumeAnswer(parts, answer, decisions), ['conflict', 'network']),
    stop,
    /** Shows another version of a message; nothing is stored by that. */
    show(messageId: MessageId) {
      if (tree) chat.setMessages(branchOf(tree, newestLeafBelow(tree.messages, messageId)));
    },
    reload: () => void (transport.conversationId && open(transport.conversationId)),
  };
}
