'use client';

import { useTranslations } from 'next-intl';
import type { ErrorDetails } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';

/** The user's text of a failure. */
export function ErrorText({ code, details = {} }: { code: ErrorCode; details?: ErrorDetails }) {
  const t = useTranslations('errors');
  return <span>{t(code, { ...details })}</span>;
}
