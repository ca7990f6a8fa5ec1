import 'client-only';
import type { UseChatHelpers } from '@ai-sdk/react';
import type { Attachment } from '@/lib/domain/attachment';
import { asId, type MessageId, type ModelId } from '@/lib/domain/ids';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { type ChatMessage, toFileUiPart } from '@/lib/protocol/ui-message';
import type { SettingsStore } from '../conversation-settings/settings-store';
import { randomId } from '../random-id';
import { timeZone } from '../time-zone';
import type { ChatTransport } from './chat-transport';

export type Question = {
  /** Id of the message and of its send: the same for the same send. */
  readonly key: MessageId;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The server has stored it. */
  onTaken(): void;
};

/** What an action works on. */
type Parts = {
  readonly chat: Pick<
    UseChatHelpers<ChatMessage>,
    'messages' | 'setMessages' | 'sendMessage' | 'regenerate'
  >;
  readonly transport: ChatTransport;
  readonly modelId: ModelId | undefined;
  /** Whether a new conversation is kept in the server's memory alone. */
  readonly isTemporary: boolean;
  /** How the prompts of the conversation are made. */
  readonly settings: Pick<SettingsStore, 'saved' | 'takeAlong'>;
};

const newKey = () => asId<MessageId>(randomId());

/** The request as our server reads it; `useChat` passes it through to the transport. */
function toBody({ transport, modelId, isTemporary }: Parts, turn: Partial<ChatRequest>): object {
  return {
    conversationId: transport.conversationId,
    isTemporary,
    options: modelId ? { modelId } : {},
    timeZone: timeZone(),
    idempotencyKey: newKey(),
    ...turn,
  };
}

function toUiParts({ text, attachments }: Question): ChatMessage['parts'] {
  const files = attachments.map(toFileUiPart);
  return text === '' ? files : [...files, { type: 'text', text }];
}

/**
 * Sends a question and follows its answer to the end.
 *
 * @param parentId - Message it follows.
 * @returns Whether the server has taken it. If not, what was in view before is again.
 */
export async function sendQuestion(
  parts: Parts,
  question: Question,
  parentId: MessageId | null,
): Promise<boolean> {
  const { chat, transport, settings } = parts;
  const { key: id, onTaken } = question;
  const end = chat.messages.findIndex((message) => message.id === parentId) + 1;
  const shown = chat.messages;
  await settings.saved();
  const attachmentIds = question.attachments.map((attachment) => attachment.id);
  const body = toBody(parts, {
    trigger: 'submit',
    parentId,
    text: question.text,
    attachmentIds,
    idempotencyKey: id,
    settings: settings.takeAlong(parts.modelId),
  });
  transport.onTaken = onTaken;
  chat.setMessages(shown.slice(0, end));
  await chat.sendMessage(
    { id, role: 'user', parts: toUiParts(question), metadata: { parentId } },
    { body },
  );
  const isTaken = transport.acceptedKey === id;
  if (!isTaken) chat.setMessages(shown);
  return isTaken;
}

/**
 * Answers a question once more, or writes on where an answer ended too early. What was in view stays
 * when the server does not take it.
 *
 * @returns Whether it has, as soon as that is known.
 */
export async function answerAgain(
  parts: Parts,
  trigger: 'regenerate' | 'continue',
  answer: ChatMessage,
): Promise<boolean> {
  const questionId = answer.metadata?.parentId;
  if (!questionId) return false;
  const parentId = trigger === 'continue' ? asId<MessageId>(answer.id) : questionId;
  return askAgain(parts, answer, { trigger, parentId });
}

/**
 * Goes on with an answer that waits for decisions about its calls; what was in view stays if it cannot.
 *
 * @returns Whether the server has taken them, as soon as that is known.
 */
export function resumeAnswer(
  parts: Parts,
  answer: ChatMessage,
  decisions: readonly CallDecision[],
): Promise<boolean> {
  const parentId = asId<MessageId>(answer.id);
  // The model that asked is told the results.
  const turn: Partial<ChatRequest> = {
    trigger: 'resume',
    parentId,
    decisions: [...decisions],
    options: {},
  };
  return askAgain(parts, answer, turn);
}

async function askAgain(
  parts: Parts,
  answer: ChatMessage,
  turn: Partial<ChatRequest>,
): Promise<boolean> {
  const { chat, transport, settings } = parts;
  const shown = chat.messages;
  await settings.saved();
  const body = toBody(parts, turn);
  return new Promise((resolve) => {
    let isTaken = false;
    transport.onTaken = () => {
      isTaken = true;
      resolve(true);
    };
    const end = () => {
      if (!isTaken) chat.setMessages(shown);
      resolve(isTaken);
    };
    // An answer that is not in view any more is refused by `useChat` itself.
    void chat.regenerate({ messageId: answer.id, body }).then(end, end);
  });
}
