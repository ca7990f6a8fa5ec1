/** Languages with a catalogue. A new one is a folder under `catalogues` and a line here. */
export const LOCALES = ['en'] as const;
export type Locale = (typeof LOCALES)[number];
const DEFAULT_LOCALE: Locale = 'en';
export const LOCALE_COOKIE = 'locale';

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** Writing direction of a language, for `<html dir>`. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/**
 * Picks the language: the person's own choice, else the first language of `Accept-Language` that
 * has a catalogue, else English.
 */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((entry) => entry.split(';')[0] ?? '');
  for (const candidate of [cookie ?? '', ...wanted]) {
    const language = candidate.trim().toLowerCase().split('-')[0];
    const match = LOCALES.find((locale) => locale === language);
    if (match) return match;
  }
  return DEFAULT_LOCALE;
}
