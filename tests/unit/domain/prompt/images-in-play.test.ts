import { expect, it } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { imagesInPlay } from '@/lib/domain/prompt/images-in-play';
import { answerOf, attachmentOf, modelOf, questionOf } from '../../../support/messages';

it('names the question each picture came with, twice where it came twice', () => {
  const question = questionOf({ number: 3 }, 'And now?', [attachmentOf(2), attachmentOf(1)]);
  const branch = [
    questionOf({ number: 1 }, 'What?', [attachmentOf(1)]),
    answerOf({ number: 2 }, 'This.'),
    question,
  ];
  const { images } = assemblePrompt({
    branch,
    model: modelOf(),
    systemPrompt: '',
    today: '2026-01-02',
    yesterday: '2026-01-01',
    settings: DEFAULT_CONVERSATION_SETTINGS,
  });
  expect(imagesInPlay(images, branch, question.id)).toMatchObject([
    { attachment: { name: 'picture-1.png' }, turn: 1, number: 1, isDraft: false, tokens: 3 },
    { attachment: { name: 'picture-2.png' }, turn: 2, number: 1, isDraft: true },
    { attachment: { name: 'picture-1.png' }, turn: 2, number: 2, isDraft: true },
  ]);
});
