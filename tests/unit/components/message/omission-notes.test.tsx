import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { OmissionNotes } from '@/components/message/omission-notes';
import type { ImageOmission, Omission } from '@/lib/domain/message';
import { catalogues } from '@/lib/i18n/catalogues';
import { attachmentOf, callOf, messageIdOf } from '../../../support/messages';

const textsOf = (...omissions: Omission[]) => {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={catalogues.en}>
      <OmissionNotes call={callOf({ omissions })} />
    </NextIntlClientProvider>,
  );
  return [...markup.matchAll(/<p[^>]*>(.*?)<\/p>/g)].map(([, text]) => text);
};
const image = (reason: ImageOmission['reason']): Omission => ({
  type: 'image',
  attachmentId: attachmentOf(1).id,
  reason,
});
const messages = (count: number): Omission => ({
  type: 'message',
  messageId: messageIdOf(1),
  count,
  reason: 'context',
});

it('says nothing where nothing was left out', () => {
  expect(textsOf()).toEqual([]);
});

it('counts what was left out by its reason, messages over all their runs', () => {
  const all = [image('excluded'), image('image-limit'), image('image-limit'), image('context')];
  expect(textsOf(messages(2), ...all, messages(3))).toEqual([
    '2 pictures were left out of this request: only 10 fit one prompt; the question’s own, pinned and newest ones come first.',
    '1 picture was left out: taken out of this conversation.',
    '1 older picture was left out: the model’s window has no room for more.',
    '5 older messages were left out of this request: the model’s window has no room for more.',
  ]);
  expect(textsOf(image('model-without-images'))).toEqual([
    '1 picture was left out: this model takes no pictures.',
  ]);
});
