'use client';

import { useTranslations } from 'next-intl';
import { isConnectionFailure } from '@/lib/domain/errors/is-connection-failure';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { DoctorLink } from './doctor-link';
import { ErrorText } from './error-text';
import { RetryCountdown } from './retry-countdown';

/** Why an answer failed, and when it can be tried again; the time runs without being read out. */
export function FailureCard({ metadata }: { metadata: ChunkMetadata }) {
  const t = useTranslations('message');
  const { errorCode, requestId, call, timing } = metadata;
  if (!errorCode) return null;
  return (
    <div className="mt-2 rounded-card border border-danger-ink/40 bg-danger-soft px-4 py-3 text-danger-ink text-sm">
      <div role="alert">
        <ErrorText code={errorCode} details={{ connection: call?.connectionLabel ?? '' }} />
        {isConnectionFailure(errorCode) && <DoctorLink modelId={call?.modelId} />}
        {requestId && <p className="mt-1 break-all text-xs">{t('requestId', { id: requestId })}</p>}
      </div>
      {timing?.retryAt !== undefined && <RetryCountdown retryAt={timing.retryAt} />}
    </div>
  );
}
