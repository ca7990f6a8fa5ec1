import { NextIntlClientProvider } from 'next-intl';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Markdown from '@/components/message/markdown/markdown';
import { catalogues } from '@/lib/i18n/catalogues';
import { fakeDocument } from './fake-document';

const parsed = vi.hoisted(() => ({ sources: [] as string[] }));

vi.mock('react-markdown', async (original) => {
  const module = await original<typeof import('react-markdown')>();
  return {
    ...module,
    default: (options: Parameters<typeof module.default>[0]) => {
      parsed.sources.push(String(options.children));
      return module.default(options);
    },
  };
});

let root: Root;

beforeEach(() => {
  parsed.sources.length = 0;
  const { document, container } = fakeDocument();
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', Object.assign(globalThis, { HTMLIFrameElement: class {} }));
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(container);
});

afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

function show(text: string, isStreaming: boolean): void {
  act(() =>
    root.render(
      <NextIntlClientProvider locale="en" messages={catalogues.en} timeZone="UTC">
        <Markdown text={text} isStreaming={isStreaming} />
      </NextIntlClientProvider>,
    ),
  );
}

it('parses no finished block again while the rest streams', () => {
  const paragraphs = Array.from(
    { length: 20 },
    (_, index) => `Paragraph ${index} of **twenty**.\n\n`,
  );
  const text = paragraphs.join('');
  for (let end = 1; end <= text.length; end += 9) show(text.slice(0, end), true);
  show(text, false);

  const numbers = parsed.sources.flatMap((source) => {
    const number = /Paragraph (\d+) of/.exec(source)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  expect(Math.max(...numbers)).toBe(19);
  // The block before the last one loses its caret when the last one begins; no other is touched.
  for (const [at, number] of numbers.entries()) {
    expect(number).toBeGreaterThanOrEqual(Math.max(...numbers.slice(0, at), 0) - 1);
  }
  expect(parsed.sources.length).toBeLessThan(text.length / 9 + 3 * paragraphs.length);
});

it('parses a block again when a definition for it arrives, and only that block', () => {
  show('See [a].\n\nNothing here.\n\nThe end.\n\n', true);
  parsed.sources.length = 0;
  show('See [a].\n\nNothing here.\n\nThe end.\n\n[a]: https://example.org\n\n', true);
  const again = parsed.sources.filter((source) => /See|Nothing/.test(source));
  expect(again).toEqual(['[a]: https://example.org\n\n<!-- -->\n\nSee [a].\n\n']);
});

it('parses no block that is nothing but definitions', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `[${index}]: https://a.test/${index}\n\n`);
  show(`See [7].\n\n${lines.join('')}The end.`, false);
  expect(parsed.sources).toEqual(['[7]: https://a.test/7\n\n<!-- -->\n\nSee [7].\n\n', 'The end.']);
});
