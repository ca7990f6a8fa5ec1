import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import type { Message } from '@/lib/domain/message';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { answerOf, attachmentOf, branchOf, modelOf, questionOf } from '../../../support/messages';
import { chatTemplateFault } from '../../../support/validators/chat-template';
import { mistralCommonFaults } from '../../../support/validators/mistral-common';
import { toWire } from '../../../support/validators/wire';

type Input = Partial<Parameters<typeof assemblePrompt>[0]>;
const DATES = { today: '2026-03-02', yesterday: '2026-03-01' };

const assemble = (
  branch: readonly Message[],
  settings: Partial<ConversationSettings> = {},
  input: Input = {},
) =>
  assemblePrompt({
    branch,
    model: modelOf(),
    systemPrompt: 'Answer.',
    ...DATES,
    settings: { ...DEFAULT_CONVERSATION_SETTINGS, ...settings },
    ...input,
  });

const large = (number: number) => attachmentOf(number, { width: 1540, height: 1540 });
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => large(from + index));
const idsOf = (...numbers: number[]) => numbers.map((number) => large(number).id);
const twoTurns = [
  questionOf({ number: 1 }, 'First', range(1, 3)),
  answerOf({ number: 2 }, 'Seen.'),
  questionOf({ number: 3 }, 'Second', range(4, 5)),
];
const wide = modelOf({ contextWindow: 262_144 });
const statesOf = ({ images }: ReturnType<typeof assemble>) => images.map(({ state }) => state);

describe('pictures a person has chosen', () => {
  test('pinned ones stay when newer ones come; each that goes has its own reason', () => {
    const model = { ...wide, maxImagesPerPrompt: 3 };
    const settings = { pinnedImages: idsOf(1), excludedImages: idsOf(5) };
    const assembled = assemble(twoTurns, settings, { model });
    expect(statesOf(assembled)).toEqual(['sent', 'image-limit', 'sent', 'sent', 'excluded']);
    expect(assembled.images.map(({ isPinned }) => isPinned).indexOf(true)).toBe(0);
    expect(assembled.omissions).toEqual([
      { type: 'image', attachmentId: large(2).id, reason: 'image-limit' },
      { type: 'image', attachmentId: large(5).id, reason: 'excluded' },
    ]);
    const sent = JSON.stringify(assembled.prompt.messages);
    expect(sent).toContain('[picture left out: only the newest pictures fit one prompt]');
    expect(sent).toContain('[picture left out: the user took it out]');
  });

  test('a lower detail is told to the provider, and costs less', () => {
    const imageDetail = { [large(1).id]: 'low', [large(2).id]: 'normal' } as const;
    const assembled = assemble(twoTurns, { imageDetail }, { model: wide });
    expect(assembled.images.map(({ tokens }) => tokens)).toEqual([342, 1332, 3080, 3080, 3080]);
    const [, question] = assembled.prompt.messages;
    const details =
      question?.role === 'user'
        ? question.parts.flatMap((part) => (part.type === 'image' ? [part.detail] : []))
        : [];
    expect(details).toEqual(['low', 'normal', 'full']);
    expect(assembled.breakdown.imageTokens).toBe(342 + 1332 + 3 * 3080);
  });
});

/** Questions of about 1,000 tokens and short answers; the last one has no answer. */
const longBranch = (turns: number): Message[] =>
  Array.from({ length: turns }, (_, turn) => [
    questionOf({ number: turn * 2 + 1 }, `${turn} ${'word '.repeat(800)}`),
    answerOf({ number: turn * 2 + 2 }, `Answer ${turn}.`),
  ])
    .flat()
    .slice(0, -1);

describe('a prompt that is too long', () => {
  test('loses its oldest turns as a whole, and says so', () => {
    const assembled = assemble(longBranch(40));
    const [omission] = assembled.omissions;
    if (omission?.type !== 'message') throw new Error('messages should be left out');
    expect(assembled.omissions).toHaveLength(1);
    expect(omission).toMatchObject({ messageId: longBranch(1)[0]?.id, reason: 'context' });
    expect(omission.count % 2).toBe(0);
    expect(assembled.prompt.messages).toHaveLength(1 + 79 - omission.count);
    expect(assembled.excessTokens).toBe(0);
    const { breakdown, promptTokens, prompt } = assembled;
    expect(promptTokens * 1.1 + prompt.settings.maxOutputTokens).toBeLessThanOrEqual(
      breakdown.contextWindow,
    );
  });

  test('keeps its beginning for several turns, so that the upstream’s cache is of use', () => {
    const beginnings = [40, 41, 42, 43, 44, 45].map((turns) => {
      const { messages } = assemble(longBranch(turns)).prompt;
      return JSON.stringify(messages[1]);
    });
    expect(new Set(beginnings).size).toBeLessThanOrEqual(3);
  });

  test('keeps the turn of a pinned picture longest, then its words', () => {
    const pinned = questionOf({ number: 1 }, 'Pinned', range(1, 2));
    const branch = [pinned, ...longBranch(30).slice(1)];
    const settings = { pinnedImages: idsOf(1) };
    const kept = assemble(branch, settings);
    expect(kept.prompt.messages[1]).toMatchObject({ role: 'user' });
    expect(statesOf(kept)).toEqual(['sent', 'sent']);
    const tight = assemble(branch, settings, { model: modelOf({ contextWindow: 8000 }) });
    expect(statesOf(tight)).toEqual(['context', 'sent']);
    expect(JSON.stringify(tight.prompt.messages)).toContain('there is no room for it');
  });

  test('is left whole where nothing may be left out, and it is told by how much', () => {
    const assembled = assemble(longBranch(40), { contextStrategy: 'stop' });
    expect(assembled.omissions).toEqual([]);
    expect(assembled.prompt.messages).toHaveLength(80);
    expect(assembled.excessTokens).toBeGreaterThan(10_000);
    expect(assemble(longBranch(4), { contextStrategy: 'stop' }).excessTokens).toBe(0);
  });

  test('never loses its own question', () => {
    const branch = branchOf('a', 'b', 'word '.repeat(50_000));
    const { prompt, omissions, excessTokens } = assemble(branch);
    expect(prompt.messages).toHaveLength(2);
    expect(omissions).toMatchObject([{ type: 'message', count: 2 }]);
    expect(excessTokens).toBeGreaterThan(0);
    expect(prompt.settings.maxOutputTokens).toBe(256);
  });
});

const turn = fc.record({
  text: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() !== ''),
  answer: fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== ''),
  pictures: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }),
});
const CASES = 500;

describe(`${CASES} random conversations`, { timeout: 60_000 }, () => {
  test('each prompt is the beginning of the next one, byte for byte, while nothing is left out', () => {
    fc.assert(
      fc.property(fc.array(turn, { minLength: 2, maxLength: 5 }), (turns) => {
        const branch = turns.flatMap(({ text, answer, pictures }, index) => [
          questionOf(
            { number: index * 2 + 1 },
            text,
            pictures.map((number) => attachmentOf(number)),
          ),
          answerOf({ number: index * 2 + 2 }, answer),
        ]);
        const prompts = turns.map((_turn, index) =>
          JSON.stringify(assemble(branch.slice(0, index * 2 + 1)).prompt.messages),
        );
        prompts.slice(1).forEach((prompt, index) => {
          expect(prompt.startsWith(prompts[index]?.slice(0, -1) ?? '?')).toBe(true);
        });
      }),
      { numRuns: CASES },
    );
  });

  test('are taken by both validators at whatever settings, and everything is accounted for', () => {
    const chosen = fc.record({
      contextStrategy: fc.constantFrom('drop-oldest' as const, 'stop' as const),
      pinned: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      excluded: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      contextWindow: fc.integer({ min: 500, max: 20_000 }),
      limit: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), chosen, (turns, choice) => {
        const { contextStrategy, pinned, excluded, contextWindow, limit } = choice;
        const branch = turns
          .flatMap(({ text, answer, pictures }, index) => [
            questionOf({ number: index * 2 + 1 }, text, pictures.map(large)),
            answerOf({ number: index * 2 + 2 }, answer),
          ])
          .slice(0, -1);
        const settings = {
          contextStrategy,
          pinnedImages: idsOf(...pinned),
          excludedImages: idsOf(...excluded),
        };
        const model = modelOf({ contextWindow, maxImagesPerPrompt: limit });
        const { prompt, images, omissions } = assemble(branch, settings, { model });
        const wire = toWire(prompt.messages);
        expect([...mistralCommonFaults(wire), chatTemplateFault(wire)]).toEqual([null]);
        const sent = wire.flatMap(({ content }) =>
          typeof content === 'string' ? [] : content.filter(({ type }) => type !== 'text'),
        );
        expect(sent).toHaveLength(images.filter(({ state }) => state === 'sent').length);
        const dropped = omissions.flatMap((each) => (each.type === 'message' ? [each.count] : []));
        const left = dropped.reduce((sum, count) => sum + count, 0);
        expect(prompt.messages).toHaveLength(1 + branch.length - left);
        expect(images).toHaveLength(turns.flatMap(({ pictures }) => pictures).length);
      }),
      { numRuns: CASES },
    );
  });
});

test('a model’s own manner goes along: thoughts in markers, temperature and top_p', () => {
  const model = modelOf({ thinksInMarkers: true, defaultTemperature: 0.7, defaultTopP: 0.95 });
  const { prompt } = assemble(branchOf('Hi'), {}, { model });
  expect(prompt.settings).toEqual({ temperature: 0.7, topP: 0.95, maxOutputTokens: 4096 });
  const [system] = prompt.messages;
  expect(system).toMatchObject({ role: 'system' });
  expect(JSON.stringify(system)).toMatch(/\[THINK\].*Answer\./);
});
