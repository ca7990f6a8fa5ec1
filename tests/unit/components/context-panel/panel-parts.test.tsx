import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ContextMeter } from '@/components/context-panel/context-meter';
import { HistoryRepairs } from '@/components/context-panel/history-repairs';
import { ImageList } from '@/components/context-panel/image-list';
import { LastAnswer } from '@/components/context-panel/last-answer';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { catalogues } from '@/lib/i18n/catalogues';
import type { PreviewImage } from '@/lib/protocol/prompt-preview';
import { attachmentOf, callOf } from '../../../support/messages';
import { readable } from '../markdown/render';

const read = (element: ReactNode) =>
  readable(
    renderToStaticMarkup(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={catalogues.en}>
        {element}
      </NextIntlClientProvider>,
    ),
  );
const ignore = () => Promise.resolve();

const imageOf = (number: number, facts: Partial<PreviewImage> = {}): PreviewImage => ({
  attachment: attachmentOf(number),
  turn: 1,
  isDraft: false,
  number,
  tokens: 1540,
  detail: 'full',
  isPinned: false,
  state: 'sent',
  ...facts,
});

const promptOf = (facts: Partial<ShownPrompt> = {}): ShownPrompt => ({
  isStored: true,
  settings: DEFAULT_CONVERSATION_SETTINGS,
  systemPrompt: 'Be kind.',
  images: [],
  imageLimit: 10,
  breakdown: {
    systemTokens: 200,
    textTokens: 500,
    imageTokens: 1300,
    toolTokens: 0,
    reserveTokens: 4096,
    budgetTokens: 6760,
    contextWindow: 10_000,
  },
  isCounted: false,
  calibration: 1,
  repairs: [],
  excessTokens: 0,
  leftOutMessages: 0,
  ...facts,
});

it('tells how full the window is, by what, and how that is known', () => {
  const text = read(<ContextMeter prompt={promptOf()} />);
  expect(text).toContain('2,000 of 10,000 tokens · 20%');
  expect(text).toMatch(/System prompt 200 Text 500 Pictures 1,300 Tools 0 Kept .* 4,096/);
  expect(text).toContain('Text is estimated');
  expect(text).not.toContain('is full');
  expect(read(<ContextMeter prompt={promptOf({ isCounted: true })} />)).toContain('is counted');
});

it('warns in words, by what happens then, and says what does not fit already', () => {
  const breakdown = { ...promptOf().breakdown, textTokens: 7000 };
  const textOf = (contextStrategy: 'drop-oldest' | 'summarise' | 'stop') =>
    read(
      <ContextMeter
        prompt={promptOf({
          breakdown,
          settings: { ...DEFAULT_CONVERSATION_SETTINGS, contextStrategy },
          leftOutMessages: 3,
        })}
      />,
    );
  expect(textOf('drop-oldest')).toContain('85% of the context window is full. Soon the oldest');
  expect(textOf('summarise')).toContain('by one more request to the model');
  expect(textOf('stop')).toContain('nothing more can be sent');
  const tooLong = read(<ContextMeter prompt={promptOf({ excessTokens: 1200 })} />);
  expect(tooLong).toContain('it is 1,200 tokens too long');
  expect(textOf('stop')).toContain('3 older messages do not fit any more and are not sent.');
});

it('counts what is sent and gives the reason for each picture that is not', () => {
  const images = [
    imageOf(1, { state: 'image-limit' }),
    imageOf(2, { state: 'excluded' }),
    imageOf(3, { state: 'context' }),
    imageOf(4, { turn: 2 }),
    imageOf(5, { turn: 3, isDraft: true }),
  ];
  const text = read(<ImageList {...promptOf({ images })} onChange={ignore} />);
  expect(text).toContain('Pictures 2 of 10');
  expect(text).toContain('Image 1: picture-1.png Question 1 · 0 tokens Left out: only 10 pictures');
  expect(text).toContain('Left out: excluded by you');
  expect(text).toContain('Left out: its message does not fit');
  expect(text).toContain('Question 2 · 1,540 tokens');
  expect(text).toContain('Not sent yet · 1,540 tokens');
  const none = { images: [imageOf(1, { state: 'model-without-images' })], imageLimit: 0 };
  expect(read(<ImageList {...promptOf(none)} onChange={ignore} />)).toContain(
    'Left out: this model takes no pictures',
  );
});

it('says in words what is changed of the history', () => {
  const text = read(<HistoryRepairs repairs={['result-added', 'answer-added']} />);
  expect(text).toContain('A tool call had no result');
  expect(text).toContain('A short answer was put between');
  expect(read(<HistoryRepairs repairs={[]} />)).toBe('');
});

it('tells what the cache saved and what was repaired for the last answer', () => {
  const metadata = {
    usage: { inputTokens: 5412, cachedInputTokens: 5000 },
    call: callOf({
      repairs: [
        { type: 'field-dropped', field: 'stream_options' },
        { type: 'tried-again', code: 'upstream-rate' },
        { type: 'tried-again', code: 'upstream-images' },
        { type: 'tried-again', code: 'upstream-down' },
        { type: 'images-squeezed', count: 2 },
        { type: 'images-squeezed', count: 2 },
      ],
    }),
  } as const;
  const text = read(<LastAnswer metadata={metadata} />);
  expect(text).toContain('5,412 tokens read, 5,000 of them from the server’s cache.');
  expect(text).toContain('The field “stream_options” was left out');
  expect(text).toContain('Tried once more: the server took no more requests');
  expect(text).toContain('Tried once more with fewer pictures');
  expect(text).toContain('Tried once more: the first try failed before a word came.');
  // Three tries squeeze the same pictures three times; that is told once.
  expect(text.match(/2 pictures were made smaller/g)).toHaveLength(1);
  const plain = read(<LastAnswer metadata={{ usage: { inputTokens: 7 }, call: callOf() }} />);
  expect(plain).toContain('7 tokens read.');
  expect(plain).toContain('nothing had to be repaired');
  expect(read(<LastAnswer metadata={undefined} />)).toBe('');
});
