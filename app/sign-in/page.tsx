import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { SignInScreen } from '@/components/screens/sign-in-screen';
import { returnPath } from '@/lib/domain/return-path';
import { pageAccess } from '@/lib/server/http/page-access';

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** Asks for the password where one is needed, and leads back to where one came from. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = returnPath((await searchParams).next);
  const access = await pageAccess(await headers());
  if (access === 'host-unknown') notFound();
  if (access !== 'sign-in') redirect(next);
  return <SignInScreen next={next} />;
}
