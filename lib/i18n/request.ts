import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { pageCatalogue } from './catalogues';
import { chooseLocale, LOCALE_COOKIE } from './locales';

/** next-intl's per-request configuration: language without a place in the address. */
export default getRequestConfig(async () => {
  const locale = chooseLocale(
    (await cookies()).get(LOCALE_COOKIE)?.value,
    (await headers()).get('accept-language'),
  );
  return { locale, messages: pageCatalogue(locale), timeZone: 'UTC' };
});
