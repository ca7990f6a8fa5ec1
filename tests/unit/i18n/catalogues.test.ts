import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { catalogues } from '@/lib/i18n/catalogues';
import { LOCALES } from '@/lib/i18n/locales';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Sources that show text, each with the namespaces it takes it from. */
const SOURCES = globSync(['{app,components,lib/client}/**/*.{ts,tsx}', 'proxy.ts'], {
  cwd: root,
}).map((file) => {
  const text = readFileSync(`${root}${file}`, 'utf8');
  const taken = text.matchAll(/(?:use|get)Translations\(\s*['"](\w+)['"]/g);
  return { file, text, namespaces: [...taken].map(([, namespace = '']) => namespace) };
});
const ALL_TEXT = SOURCES.map(({ text }) => text).join('\n');

/**
 * Whether a text is named somewhere: in a call, in a table that a call looks it up in, or taken out. Of texts
 * within another key the call names that one, and what follows is the compiler's.
 */
function isNamed(path: string): boolean {
  const [, key = '', ...within] = path.split('.');
  if (within.length > 0 && ALL_TEXT.includes(`\`${key}.\${`)) return true;
  return new RegExp(`(['"\`])${key}\\1|\\b${key}:|[{,]\\s*${key}\\s*[,}]`).test(ALL_TEXT);
}

function entriesOf(texts: object, path: readonly string[] = []): (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) => {
    const here = [...path, key];
    if (typeof text === 'object' && text !== null) return entriesOf(text, here);
    return [[here.join('.'), String(text)] as const];
  });
}

describe.each(LOCALES)('%s', (locale) => {
  const entries = entriesOf(catalogues[locale]);

  test('has every text that English has, and no other', () => {
    expect(entries.map(([key]) => key)).toEqual(entriesOf(catalogues.en).map(([key]) => key));
  });

  test.each(entries)('%s can be read', (_key, text) => {
    const translate = createTranslator({
      locale,
      messages: { text },
      onError: (error) => {
        throw error;
      },
    });
    const names = [...text.matchAll(/\{\s*(\w+)/g)].map(([, name = '']) => [name, 2] as const);
    const shown = translate('text', Object.fromEntries(names));
    expect(shown).not.toMatch(/[{}]/);
    expect(shown.trim()).toBe(shown);
    expect(shown).not.toBe('');
  });
});

test('every namespace is taken from somewhere, and only those there are', () => {
  const taken = new Set(SOURCES.flatMap(({ namespaces }) => namespaces));
  expect([...taken].sort()).toEqual(Object.keys(catalogues.en).sort());
});

// Keys that a call names in quotes are checked by the compiler; here it is the other way round.
test('no text is left over from something that is gone', () => {
  // Texts that are looked up by a code are compared with their codes: error-texts, doctor-texts.
  const {
    errors: _1,
    doctorProbes: _2,
    doctorFindings: _3,
    doctorFixes: _4,
    ...rest
  } = catalogues.en;
  const unused = entriesOf(rest)
    .map(([key]) => key)
    .filter((path) => !isNamed(path));
  expect(unused).toEqual([]);
});
