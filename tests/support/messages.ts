import type { Attachment } from '@/lib/domain/attachment';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import {
  type AttachmentId,
  asId,
  type ConversationId,
  type MessageId,
  type ModelId,
} from '@/lib/domain/ids';
import type {
  AnswerCall,
  AssistantMessage,
  Message,
  MessagePart,
  UserMessage,
} from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';

/** A UUID that a number makes: the same number, the same id. */
export function uuidOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export const messageIdOf = (number: number) => asId<MessageId>(uuidOf(number));
export const conversationIdOf = (number: number) => asId<ConversationId>(uuidOf(number));

/** A picture of 56 x 28 pixels; the number makes its id and its name. */
export function attachmentOf(number: number, facts: Partial<Attachment> = {}): Attachment {
  return {
    id: asId<AttachmentId>(uuidOf(number)),
    name: `picture-${number}.png`,
    mediaType: 'image/png',
    width: 56,
    height: 28,
    bytes: 1000,
    ...facts,
  };
}

/** A line of the sidebar; the number makes its id and its title. */
export function summaryOf(
  number: number,
  facts: Partial<ConversationSummary> = {},
): ConversationSummary {
  return {
    id: conversationIdOf(number),
    title: String(number),
    version: 1,
    pinned: false,
    archived: false,
    folder: null,
    isUnread: false,
    createdAt: 0,
    updatedAt: number,
    thumbnailId: null,
    isRunning: false,
    ...facts,
  };
}

/** A model that takes ten pictures and 32,768 tokens. */
export function modelOf(facts: Partial<ModelDescriptor> = {}): ModelDescriptor {
  return {
    id: asId<ModelId>('fake/ministral'),
    connectionId: 'fake',
    connectionLabel: 'Fake',
    upstreamModel: 'ministral',
    name: 'Ministral 3 14B Instruct',
    contextWindow: 32_768,
    acceptsImages: true,
    maxImagesPerPrompt: 10,
    supportsTools: false,
    supportsReasoning: false,
    defaultTemperature: 0.15,
    isDemo: false,
    destination: 'local',
    ...facts,
  };
}

/** What an answer of `modelOf` is made with. */
export function callOf(facts: Partial<AnswerCall> = {}): AnswerCall {
  return {
    modelId: asId<ModelId>('fake/ministral'),
    modelName: 'Ministral 3 14B Instruct',
    connectionLabel: 'Fake',
    isDemo: false,
    temperature: 0.15,
    maxOutputTokens: 4096,
    omissions: [],
    imageLimit: 10,
    ...facts,
  };
}

type Place = { number: number; parent?: number | null; conversation?: number };

function baseOf({ number, parent = number > 1 ? number - 1 : null, conversation = 1 }: Place) {
  return {
    id: messageIdOf(number),
    conversationId: conversationIdOf(conversation),
    parentId: parent === null ? null : messageIdOf(parent),
    createdAt: number,
    position: number,
  };
}

/** A question with pictures in front of its text, as the store keeps it; below the number before. */
export function questionOf(
  place: Place,
  text: string,
  attachments: readonly Attachment[] = [],
): UserMessage {
  const files = attachments.map((attachment) => ({ type: 'file', attachment }) as const);
  const parts: MessagePart[] = text === '' ? files : [...files, { type: 'text', text }];
  return { ...baseOf(place), role: 'user', status: 'done', parts };
}

/** An answer, done unless said otherwise; below the number before. */
export function answerOf(
  place: Place,
  parts: string | readonly MessagePart[],
  facts: Partial<AssistantMessage> = {},
): AssistantMessage {
  const textParts: readonly MessagePart[] =
    typeof parts === 'string' ? (parts === '' ? [] : [{ type: 'text', text: parts }]) : parts;
  const base = baseOf(place);
  return { ...base, role: 'assistant', status: 'done', parts: textParts, call: callOf(), ...facts };
}

/** Questions and answers in turn, beginning with a question: a branch from its root. */
export function branchOf(...texts: readonly string[]): Message[] {
  return texts.map((text, index) =>
    index % 2 === 0
      ? questionOf({ number: index + 1 }, text)
      : answerOf({ number: index + 1 }, text),
  );
}
