import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { pageAccess } from '@/lib/server/http/page-access';

/** Checks access for a page. Every page asks itself: layouts are not rendered again on every way in. */
export async function guardPage(): Promise<void> {
  const access = await pageAccess(await headers());
  if (access === 'host-unknown') notFound();
  if (access === 'sign-in') redirect('/sign-in');
}
