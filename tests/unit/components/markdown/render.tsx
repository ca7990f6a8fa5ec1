import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from '@/components/message/markdown/markdown';
import { catalogues } from '@/lib/i18n/catalogues';

/** HTML of an answer as the server would write it: no effect runs, nothing is typeset or coloured. */
export function render(text: string, isStreaming = false): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={catalogues.en} timeZone="UTC">
      <Markdown text={text} isStreaming={isStreaming} />
    </NextIntlClientProvider>,
  );
}

/** What a person reads: the HTML without tags and attributes, white space made single. */
export function readable(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
