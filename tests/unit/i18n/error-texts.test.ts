import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import { ERROR_RULES } from '@/lib/domain/errors/error-codes';
import errors from '@/lib/i18n/catalogues/en/errors.json';

/** Details that whoever raises a code always gives, by the beginning of the code. */
function detailsOf(code: string): Record<string, string | number> {
  if (code.startsWith('upstream-')) return { connection: 'NVIDIA' };
  if (code.startsWith('image-')) return { name: 'photo.heic' };
  if (code === 'mcp-name-taken' || code === 'tool-name-taken') return { name: 'weather' };
  if (code.startsWith('mcp-') && code !== 'mcp-off') return { server: 'docs' };
  if (code.startsWith('web-')) return { host: 'example.org' };
  return code === 'throttled' ? { seconds: 30 } : {};
}

test('every code has a text, and no text is without a code', () => {
  expect(Object.keys(errors).toSorted()).toEqual(Object.keys(ERROR_RULES).toSorted());
});

test.each(Object.entries(errors))('%s reads as plain sentences', (code, text) => {
  const translate = createTranslator({
    locale: 'en',
    messages: { text },
    onError: (error) => {
      throw error;
    },
  });
  const shown = translate('text', detailsOf(code));
  expect(shown).not.toMatch(/[{}]/);
  expect(shown.endsWith('.')).toBe(true);
  expect(shown.split(/[.:;] /).length).toBeLessThanOrEqual(4);
  for (const detail of Object.values(detailsOf(code))) {
    if (code !== 'upstream-answer-size') expect(shown).toContain(String(detail));
  }
});
