import { createTranslator } from 'next-intl';
import { type Catalogue, catalogues } from './catalogues';
import { chooseLocale, LOCALE_COOKIE } from './locales';

/**
 * Texts for what a route writes, in the language of who asks. Pages ask next-intl, which needs a page
 * to be rendered.
 */
export function getTranslations<Namespace extends keyof Catalogue>(
  namespace: Namespace,
  headers: Headers,
) {
  const cookie = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([^;]*)`).exec(
    headers.get('cookie') ?? '',
  );
  const locale = chooseLocale(cookie?.[1], headers.get('accept-language'));
  return { locale, t: createTranslator({ locale, messages: catalogues[locale], namespace }) };
}
