import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { SignInScreen } from '@/components/screens/sign-in-screen';
import { pageAccess } from '@/lib/server/http/page-access';

/** Asks for the password where one is needed. */
export default async function SignInPage() {
  const access = await pageAccess(await headers());
  if (access === 'host-unknown') notFound();
  if (access !== 'sign-in') redirect('/');
  return <SignInScreen />;
}
