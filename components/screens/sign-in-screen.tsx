'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { RequestNote } from '@/components/ui/request-note';
import { signIn } from '@/lib/client/api/session';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { PageTitle } from './page-title';

/** Asks for the shared password; `next` is where it leads then. */
export function SignInScreen({ next }: { next: string }) {
  const t = useTranslations('access');
  const errors = useTranslations('errors');
  const message = useTranslations('message');
  const [error, setError] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    setBusy(true);
    try {
      await signIn(password);
      window.location.assign(next);
    } catch (cause) {
      setError(toAppError(cause));
      setBusy(false);
    }
  };
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <PageTitle title={t('signIn')} />
      <form onSubmit={submit} className="flex w-full max-w-sm flex-col gap-4">
        <h1 className="font-bold text-2xl">{t('signInTitle')}</h1>
        <p className="text-text-muted">{t('signInText')}</p>
        <label className="flex flex-col gap-1 text-sm">
          {t('password')}
          <input
            name="password"
            type="password"
            required
            autoComplete="current-password"
            className="min-h-11 rounded-control border border-border-strong bg-raised px-3 text-base"
          />
        </label>
        {error && (
          <p role="alert" className="text-danger-ink text-sm">
            {errors(error.code, { seconds: 0, ...error.details })}
            {error.details.requestId !== undefined && (
              <RequestNote text={message('requestId', { id: error.details.requestId })} />
            )}
          </p>
        )}
        <Button variant="primary" type="submit" disabled={isBusy} className="min-h-11">
          {isBusy ? t('signingIn') : t('signIn')}
        </Button>
      </form>
    </main>
  );
}
