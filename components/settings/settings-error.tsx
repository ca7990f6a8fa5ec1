'use client';

import { useTranslations } from 'next-intl';
import { RequestNote } from '@/components/ui/request-note';
import type { AppError } from '@/lib/domain/errors/app-error';

/** Says that something in the settings did not work, and why. */
export function SettingsError({ error }: { error: AppError }) {
  const errors = useTranslations('errors');
  const t = useTranslations('message');
  const { requestId } = error.details;
  return (
    <p role="alert" className="text-danger-ink text-sm">
      {errors(error.code, { ...error.details })}
      {requestId !== undefined && <RequestNote text={t('requestId', { id: requestId })} />}
    </p>
  );
}
