import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { catalogues } from '@/lib/i18n/catalogues';

/** A component's markup with the English texts. */
export const renderWords = (element: ReactNode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={catalogues.en}>
      {element}
    </NextIntlClientProvider>,
  );
