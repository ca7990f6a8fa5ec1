import { expect, it } from 'vitest';
import { calibrationOfChat } from '@/lib/client/chat/calibration-of-chat';
import { asId, type ModelId } from '@/lib/domain/ids';
import { toUiMessage } from '@/lib/protocol/ui-message';
import { answerOf, callOf, modelOf, questionOf } from '../../../support/messages';

const estimate = { textTokens: 1000, imageTokens: 300 };
const messages = [
  questionOf({ number: 1 }, 'Hi'),
  answerOf({ number: 2 }, 'Yes.', { call: callOf({ estimate }), usage: { inputTokens: 1550 } }),
  questionOf({ number: 3 }, 'And?'),
  // It is still being written.
  answerOf({ number: 4 }, 'No', { status: 'streaming', call: callOf({ estimate }) }),
].map(toUiMessage);

it('is what the last answer of the model in view has cost', () => {
  expect(calibrationOfChat(messages, modelOf())).toBe(1.25);
});

it('is 1 for another model, without one, and before the first answer', () => {
  expect(calibrationOfChat(messages, modelOf({ id: asId<ModelId>('fake/other') }))).toBe(1);
  expect(calibrationOfChat(messages, null)).toBe(1);
  expect(calibrationOfChat([], modelOf())).toBe(1);
});
