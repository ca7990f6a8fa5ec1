import { safeValidateUIMessages } from 'ai';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { conversationTreeSchema } from '@/lib/protocol/conversations';
import {
  attachmentsOfUiMessage,
  attachmentUrl,
  chunkMetadataSchema,
  textOfUiMessage,
  toFileUiPart,
  toUiMessage,
} from '@/lib/protocol/ui-message';
import {
  answerOf,
  attachmentOf,
  conversationIdOf,
  questionOf,
  uuidOf,
} from '../../support/messages';

const QUESTION = questionOf({ number: 1 }, 'Which?', [attachmentOf(7), attachmentOf(8)]);
const ANSWER = answerOf(
  { number: 2 },
  [
    { type: 'reasoning', text: 'Hm.' },
    { type: 'text', text: 'The first.' },
    { type: 'text', text: 'Surely.' },
  ],
  {
    status: 'cut',
    finishReason: 'other',
    usage: { inputTokens: 5 },
    timing: { totalMs: 7 },
    note: 'damaged',
    errorCode: 'upstream-cut',
    requestId: 'request',
  },
);

describe('a stored message as the chat holds it', () => {
  test('is one that the AI SDK takes, with our facts beside it', async () => {
    const messages = [QUESTION, ANSWER].map(toUiMessage);
    const result = await safeValidateUIMessages({ messages, metadataSchema: chunkMetadataSchema });
    expect(result.success).toBe(true);
  });

  test('keeps words, pictures and facts', () => {
    const question = toUiMessage(QUESTION);
    expect(question).toMatchObject({ id: QUESTION.id, role: 'user' });
    expect(attachmentsOfUiMessage(question)).toEqual([attachmentOf(7), attachmentOf(8)]);
    expect(textOfUiMessage(question)).toBe('Which?');
    const answer = toUiMessage(ANSWER);
    expect(textOfUiMessage(answer)).toBe('The first.\n\nSurely.');
    const { role: _role, id: _id, position: _position, parts: _parts, ...facts } = ANSWER;
    expect(answer.metadata).toEqual(facts);
    expect(answer.parts.map(({ type }) => type)).toEqual(['reasoning', 'text', 'text']);
  });

  test('passes through JSON and the page’s own schema unchanged', () => {
    const tree = {
      conversation: {
        id: conversationIdOf(1),
        title: 'T',
        headId: ANSWER.id,
        version: 1,
        createdAt: 1,
        updatedAt: 2,
        pinned: false,
        archived: true,
        folder: 'Receipts',
        isUnread: false,
        settings: DEFAULT_CONVERSATION_SETTINGS,
      },
      messages: [QUESTION, ANSWER],
      running: { generationId: uuidOf(5), messageId: ANSWER.id },
    };
    expect(conversationTreeSchema.parse(JSON.parse(JSON.stringify(tree)))).toEqual(tree);
  });
});

test('a picture is asked for by its id, in one of two sizes', () => {
  expect(attachmentUrl(uuidOf(1))).toBe(`/api/attachments/${uuidOf(1)}`);
  expect(attachmentUrl(uuidOf(1), 'thumbnail')).toBe(
    `/api/attachments/${uuidOf(1)}?size=thumbnail`,
  );
});

test('a file part that is not ours counts as none', () => {
  const part = toFileUiPart(attachmentOf(1));
  const foreign = { ...part, providerMetadata: { tenlens: { id: 'x' } } };
  const { providerMetadata: _none, ...bare } = part;
  const message = { id: 'm', role: 'user', parts: [foreign, part, bare] } as const;
  expect(attachmentsOfUiMessage({ ...message, parts: [...message.parts] })).toEqual([
    attachmentOf(1),
  ]);
});
