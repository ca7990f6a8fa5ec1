'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isConnectionFailure } from '@/lib/domain/errors/is-connection-failure';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { DoctorLink } from './doctor-link';
import { ErrorText } from './error-text';

const NOTES = { damaged: 'noteDamaged', 'too-long': 'noteTooLong' } as const;

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="mt-2 rounded-control bg-warning-soft px-3 py-2 text-sm text-warning-ink">
      {children}
    </p>
  );
}

/** Says how an answer ended when it did not end well, and what was left out of the question. */
export function AnswerNotices({ metadata }: { metadata: ChunkMetadata }) {
  const t = useTranslations('message');
  const { status, finishReason, note, errorCode, requestId, call } = metadata;
  const omissions = call?.omissions.filter(({ type }) => type === 'image') ?? [];
  const isModelReason = omissions[0]?.reason === 'model-without-images';
  return (
    <>
      {omissions.length > 0 && (
        <Note>
          {isModelReason
            ? t('omissionModel', { count: omissions.length })
            : t('omissionLimit', { count: omissions.length, limit: call?.imageLimit ?? 0 })}
        </Note>
      )}
      {status === 'stopped' && <Note>{t('statusStopped')}</Note>}
      {status === 'cut' && <Note>{t('statusCut')}</Note>}
      {status === 'refused' && <Note>{t('statusRefused')}</Note>}
      {finishReason === 'length' && <Note>{t('statusLength')}</Note>}
      {note && <Note>{t(NOTES[note])}</Note>}
      {errorCode && (
        <div
          role="alert"
          className="mt-2 rounded-card border border-danger-ink/40 bg-danger-soft px-4 py-3 text-danger-ink text-sm"
        >
          <ErrorText code={errorCode} details={{ connection: call?.connectionLabel ?? '' }} />
          {isConnectionFailure(errorCode) && <DoctorLink modelId={call?.modelId} />}
          {requestId && (
            <p className="mt-1 break-all text-xs">{t('requestId', { id: requestId })}</p>
          )}
        </div>
      )}
    </>
  );
}
