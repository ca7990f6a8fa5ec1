import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactElement } from 'react';
import { MessageScreen } from '@/components/screens/message-screen';
import { pageAccess } from '@/lib/server/http/page-access';

/**
 * Checks access for a page. Every page asks itself: layouts are not rendered again on every way in.
 *
 * @returns What to show instead of the page, or `null`.
 */
export async function guardPage(): Promise<ReactElement | null> {
  const access = await pageAccess(await headers());
  if (access === 'host-unknown') notFound();
  if (access === 'sign-in') redirect('/sign-in');
  if (access === 'granted') return null;
  const t = await getTranslations('access');
  return <MessageScreen title={t('setupTitle')} text={t('setupDatabaseUrl')} />;
}
