'use client';

import { useTranslations } from 'next-intl';
import { RequestNote } from '@/components/ui/request-note';
import type { AppError } from '@/lib/domain/errors/app-error';

/** What a person reads of a failure, and the request to quote when one asks for help. */
export function FailureText({ error }: { error: AppError }) {
  const errors = useTranslations('errors');
  const t = useTranslations('message');
  const { requestId } = error.details;
  return (
    <>
      {errors(error.code, { ...error.details })}
      {requestId !== undefined && <RequestNote text={t('requestId', { id: requestId })} />}
    </>
  );
}
