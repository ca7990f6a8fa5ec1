import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import type { Message, MessagePart } from '@/lib/domain/message';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import type { PromptMessage } from '@/lib/domain/prompt/prompt';
import { answerOf, attachmentOf, branchOf, modelOf, questionOf } from '../../../support/messages';
import { promptFaults } from '../../../support/prompt-faults';
import { chatTemplateFault } from '../../../support/validators/chat-template';
import { mistralCommonFaults } from '../../../support/validators/mistral-common';
import { toWire } from '../../../support/validators/wire';

const SECRET_THOUGHT = 'THOUGHT-THAT-STAYS-HERE';

const BASE = {
  model: modelOf(),
  systemPrompt: '',
  today: '2026-03-02',
  yesterday: '2026-03-01',
};

const assemble = (
  branch: readonly Message[],
  input: Partial<Parameters<typeof assemblePrompt>[0]> = {},
) => assemblePrompt({ ...BASE, branch, ...input });

const imagesOf = (messages: readonly PromptMessage[]) =>
  messages.flatMap((message) =>
    message.role === 'user'
      ? message.parts.flatMap((part) => (part.type === 'image' ? [part.attachment.name] : []))
      : [],
  );

/** A question has words or pictures (the server takes no other). */
const question = fc
  .record({
    text: fc.oneof(fc.constant(''), fc.constant('  \n '), fc.string({ unit: 'binary' })),
    pictures: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 10 }),
  })
  .filter(({ text, pictures }) => text.trim() !== '' || pictures.length > 0);

const answerPart: fc.Arbitrary<MessagePart> = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    text: fc.oneof(fc.constant(''), fc.constant(' '), fc.string()),
  }),
  fc.constant({ type: 'reasoning' as const, text: SECRET_THOUGHT }),
);

const answer = fc.record({
  parts: fc.array(answerPart, { maxLength: 4 }),
  status: fc.constantFrom('streaming', 'done', 'stopped', 'cut', 'failed', 'refused'),
});

type Drawn = { parent: number } & (
  | { role: 'user'; content: { text: string; pictures: number[] } }
  | {
      role: 'assistant';
      content: {
        parts: MessagePart[];
        status: 'streaming' | 'done' | 'stopped' | 'cut' | 'failed' | 'refused';
      };
    }
);

const node: fc.Arbitrary<Drawn> = fc.oneof(
  fc.record({ parent: fc.nat(), role: fc.constant('user' as const), content: question }),
  fc.record({ parent: fc.nat(), role: fc.constant('assistant' as const), content: answer }),
);

/** A tree that grows as ours does, and as no well-kept one would: any role below any role. */
function growTree(drawn: readonly Drawn[]): Message[] {
  return drawn.map((each, index): Message => {
    const parent =
      index === 0 || each.parent % (index + 1) === 0 ? null : each.parent % (index + 1);
    const place = { number: index + 1, parent };
    if (each.role === 'assistant') {
      return answerOf(place, each.content.parts, { status: each.content.status });
    }
    const attachments = each.content.pictures.map((number) => attachmentOf(number));
    return questionOf(place, each.content.text, attachments);
  });
}

const tree = fc.array(node, { minLength: 1, maxLength: 24 }).map(growTree);

/** Of each tree every branch is taken: about three times as many. */
const TREES = 1000;

describe(`every branch of ${TREES} random trees`, { timeout: 60_000 }, () => {
  test('makes a prompt that both validators take', () => {
    fc.assert(
      fc.property(tree, fc.nat({ max: 12 }), fc.boolean(), (messages, limit, acceptsImages) => {
        const model = modelOf({ maxImagesPerPrompt: limit, acceptsImages });
        for (const { id, role } of messages) {
          if (role !== 'user') continue;
          const branch = pathTo(messages, id);
          const { prompt, omissions } = assemble(branch, { model });
          expect(promptFaults(prompt.messages, [SECRET_THOUGHT])).toEqual([]);
          const wire = toWire(prompt.messages);
          expect([...mistralCommonFaults(wire), chatTemplateFault(wire)]).toEqual([null]);
          const sent = imagesOf(prompt.messages).length;
          const pictures = branch.flatMap((message) =>
            message.role === 'user' ? message.parts.filter(({ type }) => type === 'file') : [],
          );
          expect(sent).toBe(Math.min(pictures.length, acceptsImages ? Math.min(limit, 10) : 0));
          expect(omissions).toHaveLength(pictures.length - sent);
        }
      }),
      { numRuns: TREES },
    );
  });

  test('makes one too when its last answer is to be continued', () => {
    fc.assert(
      fc.property(tree, (messages) => {
        for (const { id, role } of messages) {
          if (role !== 'assistant') continue;
          const { prompt } = assemble(pathTo(messages, id), { continuation: 'Go on.' });
          expect(promptFaults(prompt.messages, [SECRET_THOUGHT])).toEqual([]);
        }
      }),
    );
  });

  test('says every word of a question', () => {
    fc.assert(
      fc.property(tree, (messages) => {
        const branch = pathTo(messages, messages.at(-1)?.id ?? null);
        const { prompt } = assemble(branch, { continuation: 'Go on.' });
        const sent = JSON.stringify(prompt.messages);
        for (const message of branch) {
          if (message.role !== 'user') continue;
          for (const part of message.parts) {
            if (part.type !== 'text' || part.text.trim() === '') continue;
            expect(sent).toContain(JSON.stringify(part.text).slice(1, -1));
          }
        }
      }),
    );
  });
});

describe('pictures', () => {
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => attachmentOf(from + index));
  const names = (...numbers: number[]) => numbers.map((number) => `picture-${number}.png`);
  const twoTurns = [
    questionOf({ number: 1 }, 'First six', range(1, 6)),
    answerOf({ number: 2 }, 'Seen.'),
    questionOf({ number: 3 }, 'Six more', range(7, 12)),
  ];

  test('6 and 6 over two turns: all of this turn, the newest four before, two stand-ins', () => {
    const { prompt, omissions } = assemble(twoTurns);
    expect(imagesOf(prompt.messages)).toEqual(names(3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    expect(omissions).toEqual(
      range(1, 2).map(({ id }) => ({ type: 'image', attachmentId: id, reason: 'image-limit' })),
    );
    const first = prompt.messages[1];
    expect(first?.role === 'user' && first.parts.slice(0, 4)).toEqual([
      { type: 'text', text: 'Image 1:' },
      { type: 'text', text: '[picture left out: only the newest pictures fit one prompt]' },
      { type: 'text', text: 'Image 2:' },
      { type: 'text', text: '[picture left out: only the newest pictures fit one prompt]' },
    ]);
  });

  test('a limit below the newest turn keeps its first ones, in the order chosen', () => {
    const { prompt } = assemble(twoTurns, { model: modelOf({ maxImagesPerPrompt: 4 }) });
    expect(imagesOf(prompt.messages)).toEqual(names(7, 8, 9, 10));
  });

  test('a model without pictures gets stand-ins that say so', () => {
    const { prompt, omissions } = assemble(twoTurns, { model: modelOf({ acceptsImages: false }) });
    expect(imagesOf(prompt.messages)).toEqual([]);
    expect(omissions).toHaveLength(12);
    expect(new Set(omissions.map(({ reason }) => reason))).toEqual(
      new Set(['model-without-images']),
    );
    expect(JSON.stringify(prompt.messages)).toContain('this model takes no pictures');
  });

  test('the same picture counts each time', () => {
    const same = Array.from({ length: 6 }, () => attachmentOf(1));
    const branch = [
      questionOf({ number: 1 }, 'a', same),
      answerOf({ number: 2 }, 'b'),
      questionOf({ number: 3 }, 'c', same),
    ];
    const { prompt, omissions } = assemble(branch);
    expect(imagesOf(prompt.messages)).toHaveLength(10);
    expect(omissions).toHaveLength(2);
  });

  test('no connection gets more than ten, whatever it claims to take', () => {
    const branch = [
      questionOf({ number: 1 }, 'a', range(1, 10)),
      answerOf({ number: 2 }, 'b'),
      questionOf({ number: 3 }, 'c', range(11, 12)),
    ];
    const { prompt } = assemble(branch, { model: modelOf({ maxImagesPerPrompt: 100 }) });
    expect(imagesOf(prompt.messages)).toHaveLength(10);
  });

  test('stand behind their numbers, in front of the text', () => {
    const { prompt } = assemble([questionOf({ number: 1 }, 'Which is older?', range(1, 2))]);
    expect(prompt.messages[1]).toEqual({
      role: 'user',
      parts: [
        { type: 'text', text: 'Image 1:' },
        { type: 'image', attachment: attachmentOf(1), detail: 'full' },
        { type: 'text', text: 'Image 2:' },
        { type: 'image', attachment: attachmentOf(2), detail: 'full' },
        { type: 'text', text: 'Which is older?' },
      ],
    });
  });

  test('a failed turn is joined to the next one: its pictures stay, texts do not run together', () => {
    const { prompt } = assemble([
      questionOf({ number: 1 }, 'First', range(1, 6)),
      answerOf({ number: 2 }, '', { status: 'failed' }),
      questionOf({ number: 3 }, 'Second'),
    ]);
    expect(prompt.messages).toHaveLength(2);
    const [, question] = prompt.messages;
    expect(question?.role === 'user' && question.parts.at(-1)).toEqual({
      type: 'text',
      text: 'First\n\nSecond',
    });
    expect(imagesOf(prompt.messages)).toHaveLength(6);
  });
});

describe('settings of the call', () => {
  test('the temperature is the model’s own', () => {
    const { prompt } = assemble(branchOf('Hi'), { model: modelOf({ defaultTemperature: 0.7 }) });
    expect(prompt.settings).toEqual({ temperature: 0.7, maxOutputTokens: 4096 });
  });

  test('the answer’s length shrinks with the room that the prompt leaves', () => {
    const branch = branchOf('word '.repeat(2000));
    const { prompt, promptTokens } = assemble(branch, { model: modelOf({ contextWindow: 6000 }) });
    expect(prompt.settings.maxOutputTokens + promptTokens).toBeLessThanOrEqual(6000);
    expect(prompt.settings.maxOutputTokens).toBeGreaterThan(1000);
  });

  test('the system prompt is the person’s own, filled with name and dates', () => {
    const { prompt } = assemble(branchOf('Hi'), {
      systemPrompt: 'I am {name}; {today} follows {yesterday}.',
    });
    expect(prompt.messages[0]).toEqual({
      role: 'system',
      text: 'I am Ministral 3 14B Instruct; 2026-03-02 follows 2026-03-01.',
    });
  });

  test('a continuation is the last word, behind the answer it continues', () => {
    const { prompt } = assemble(branchOf('Count.', '1 2 3'), { continuation: 'Go on.' });
    expect(prompt.messages.slice(1)).toEqual([
      { role: 'user', parts: [{ type: 'text', text: 'Count.' }] },
      { role: 'assistant', text: '1 2 3' },
      { role: 'user', parts: [{ type: 'text', text: 'Go on.' }] },
    ]);
  });
});
