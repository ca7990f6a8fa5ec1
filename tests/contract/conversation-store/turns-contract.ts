import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { attachmentOf, callOf } from '../../support/messages';
import type { OpenedStore } from './opened-store';
import {
  ANNA,
  answerTurn,
  BERT,
  newConversationId,
  newMessageId,
  questionTurn,
  storeTurn,
} from './turns';

/** What every conversation store promises about turns. */
export function describeTurns(open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const readAnna = async (id: Parameters<typeof opened.store.read>[1]) => {
    const tree = await opened.store.read(ANNA, id);
    if (!tree) throw new Error('the conversation should be there');
    return tree;
  };

  describe('a new turn', () => {
    test('creates a conversation with its question, an empty answer and the head on it', async () => {
      opened.clock.now = 1_700_000_000_000;
      const turn = questionTurn({ text: 'What is this?\nTell me.' });
      const { conversationId, answer, questionId } = await storeTurn(opened.store, turn);
      expect(await readAnna(conversationId)).toEqual({
        conversation: {
          id: conversationId,
          title: 'What is this?',
          headId: answer.id,
          version: 1,
          pinned: false,
          archived: false,
          folder: null,
          isUnread: false,
          settings: DEFAULT_CONVERSATION_SETTINGS,
          createdAt: 1_700_000_000_000,
          updatedAt: 1_700_000_000_000,
        },
        messages: [
          {
            id: questionId,
            conversationId,
            parentId: null,
            role: 'user',
            status: 'done',
            parts: [{ type: 'text', text: 'What is this?\nTell me.' }],
            createdAt: 1_700_000_000_000,
            position: 0,
          },
          {
            id: answer.id,
            conversationId,
            parentId: questionId,
            role: 'assistant',
            status: 'streaming',
            parts: [],
            call: callOf(),
            createdAt: 1_700_000_000_000,
            position: 1,
          },
        ],
      });
    });

    test('returns the answer as a read gives it', async () => {
      const { conversationId, answer } = await storeTurn(opened.store, questionTurn());
      expect((await readAnna(conversationId)).messages[1]).toEqual(answer);
    });

    test('keeps pictures in their order, in front of the text; the same one may come twice', async () => {
      const pictures = [attachmentOf(2), attachmentOf(1), attachmentOf(2)];
      await opened.addAttachment(ANNA, attachmentOf(1));
      await opened.addAttachment(ANNA, attachmentOf(2));
      const turn = questionTurn({ text: 'Which?', attachments: pictures });
      const { conversationId } = await storeTurn(opened.store, turn);
      const { messages } = await readAnna(conversationId);
      expect(messages[0]?.parts).toEqual([
        ...pictures.map((attachment) => ({ type: 'file', attachment })),
        { type: 'text', text: 'Which?' },
      ]);
    });

    test('without words is titled by its first picture', async () => {
      await opened.addAttachment(ANNA, attachmentOf(1));
      const turn = questionTurn({ text: '', attachments: [attachmentOf(1)] });
      const { conversationId } = await storeTurn(opened.store, turn);
      const { conversation, messages } = await readAnna(conversationId);
      expect(conversation.title).toBe('picture-1.png');
      expect(messages[0]?.parts).toHaveLength(1);
    });

    test('below an answer goes on: times and head follow, title and version stay', async () => {
      const first = await storeTurn(opened.store, questionTurn({ text: 'One' }));
      opened.clock.now += 1000;
      const { conversationId } = first;
      const parentId = first.answer.id;
      const second = await storeTurn(
        opened.store,
        questionTurn({ conversationId, parentId, text: 'Two' }),
      );
      const { conversation, messages } = await readAnna(conversationId);
      expect(conversation).toMatchObject({
        title: 'One',
        version: 1,
        headId: second.answer.id,
        updatedAt: opened.clock.now,
        createdAt: opened.clock.now - 1000,
      });
      expect(messages.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
      expect(messages[2]?.parentId).toBe(first.answer.id);
    });

    test('beside an older question is its sibling; nothing is overwritten', async () => {
      const first = await storeTurn(opened.store, questionTurn({ text: 'Old' }));
      const { conversationId } = first;
      const edit = await storeTurn(opened.store, questionTurn({ conversationId, text: 'New' }));
      const { conversation, messages } = await readAnna(conversationId);
      expect(messages).toHaveLength(4);
      expect(messages.filter(({ parentId }) => parentId === null)).toHaveLength(2);
      expect(conversation.headId).toBe(edit.answer.id);
    });

    test('that answers again is a sibling of the answer, with the parts it begins with', async () => {
      const first = await storeTurn(opened.store, questionTurn());
      const initialParts = [{ type: 'text', text: 'It is' } as const];
      const turn = answerTurn(first.conversationId, first.questionId, {
        initialParts,
        call: callOf({ modelName: 'Another' }),
      });
      const again = await storeTurn(opened.store, turn);
      const { messages } = await readAnna(first.conversationId);
      expect(messages).toHaveLength(3);
      expect(messages[2]).toMatchObject({
        id: again.answer.id,
        parentId: first.questionId,
        parts: initialParts,
        status: 'streaming',
        call: { modelName: 'Another' },
      });
    });

    test('many at once in one conversation each get a place of their own', async () => {
      const first = await storeTurn(opened.store, questionTurn());
      const { conversationId } = first;
      const parentId = first.answer.id;
      await Promise.all(
        Array.from({ length: 8 }, () =>
          opened.store.addTurn(ANNA, questionTurn({ conversationId, parentId })),
        ),
      );
      const { messages } = await readAnna(conversationId);
      expect(messages.map(({ position }) => position)).toEqual(
        Array.from({ length: 18 }, (_, index) => index),
      );
    });
  });

  describe('a turn that cannot be is refused, and leaves nothing behind', () => {
    const cases = {
      'in an unknown conversation': [
        'not-found',
        () => questionTurn({ conversationId: newConversationId() }),
      ],
      'below an unknown message': [
        'not-found',
        (known) => questionTurn({ conversationId: known.conversationId, parentId: newMessageId() }),
      ],
      'below a message of another conversation': [
        'not-found',
        (known) => questionTurn({ conversationId: known.otherId, parentId: known.answerId }),
      ],
      'below a message of another conversation, in a new one': [
        'not-found',
        (known) => questionTurn({ parentId: known.answerId }),
      ],
      'with a question below a question': [
        'request-invalid',
        (known) =>
          questionTurn({ conversationId: known.conversationId, parentId: known.questionId }),
      ],
      'with an answer to an answer': [
        'request-invalid',
        (known) => answerTurn(known.conversationId, known.answerId),
      ],
      'with an answer to an unknown message': [
        'not-found',
        (known) => answerTurn(known.conversationId, newMessageId()),
      ],
      'with an answer to a message of another conversation': [
        'not-found',
        (known) => answerTurn(known.otherId, known.questionId),
      ],
      'with an answer in a new conversation': [
        'request-invalid',
        (known) => ({
          ...answerTurn(known.conversationId, known.questionId),
          conversationId: null,
        }),
      ],
      'with a key that was used before': [
        'conflict',
        (known) => ({ ...questionTurn(), idempotencyKey: known.questionId }),
      ],
      'with an id that is taken': [
        'conflict',
        (known) => ({ ...questionTurn({ id: known.questionId }), idempotencyKey: newMessageId() }),
      ],
    } satisfies Record<string, [string, (known: Known) => ReturnType<typeof questionTurn>]>;
    type Known = {
      conversationId: ReturnType<typeof newConversationId>;
      otherId: ReturnType<typeof newConversationId>;
      questionId: ReturnType<typeof newMessageId>;
      answerId: ReturnType<typeof newMessageId>;
    };

    test.each(Object.entries(cases))('%s', async (_name, [code, toTurn]) => {
      const first = await storeTurn(opened.store, questionTurn());
      const other = await storeTurn(opened.store, questionTurn());
      const before = await opened.countRows();
      const known: Known = {
        conversationId: first.conversationId,
        otherId: other.conversationId,
        questionId: first.questionId,
        answerId: first.answer.id,
      };
      await expect(opened.store.addTurn(ANNA, toTurn(known))).rejects.toMatchObject({ code });
      expect(await opened.countRows()).toBe(before);
    });

    test('in a conversation of somebody else', async () => {
      const first = await storeTurn(opened.store, questionTurn());
      const { conversationId } = first;
      const parentId = first.answer.id;
      const turns = [
        questionTurn({ conversationId, parentId }),
        questionTurn({ conversationId }),
        questionTurn({ parentId }),
        answerTurn(conversationId, first.questionId),
      ];
      for (const turn of turns) {
        await expect(opened.store.addTurn(BERT, turn)).rejects.toMatchObject({ code: 'not-found' });
      }
      expect(await opened.store.list(BERT, { before: null, limit: 10 })).toEqual([]);
    });
  });

  describe('the same send twice', () => {
    test('is found by its key, as it is stored now', async () => {
      const turn = questionTurn();
      const stored = await opened.store.addTurn(ANNA, turn);
      expect(await opened.store.findTurn(ANNA, turn.idempotencyKey)).toEqual(stored);
      const parts = [{ type: 'text', text: 'Yes' } as const];
      await opened.store.saveAnswer(ANNA, stored.answer.id, { parts, status: 'done' });
      expect(await opened.store.findTurn(ANNA, turn.idempotencyKey)).toEqual({
        ...stored,
        answer: { ...stored.answer, parts, status: 'done' },
      });
    });

    test('at once stores one', async () => {
      const turn = questionTurn();
      const results = await Promise.allSettled([
        opened.store.addTurn(ANNA, turn),
        opened.store.addTurn(ANNA, turn),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await opened.store.list(ANNA, { before: null, limit: 10 })).toHaveLength(1);
    });

    test('keys are a person’s own', async () => {
      const turn = questionTurn();
      await opened.store.addTurn(ANNA, turn);
      expect(await opened.store.findTurn(BERT, turn.idempotencyKey)).toBeNull();
      expect(await opened.store.findTurn(ANNA, newMessageId())).toBeNull();
      const own = { ...questionTurn(), idempotencyKey: turn.idempotencyKey };
      await expect(opened.store.addTurn(BERT, own)).resolves.toBeDefined();
    });
  });
}
