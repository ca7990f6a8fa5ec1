'use client';

import { useTranslations } from 'next-intl';
import { isConnectionFailure } from '@/lib/domain/errors/is-connection-failure';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { DoctorLink } from './doctor-link';
import { ErrorText } from './error-text';
import { Note } from './note';
import { OmissionNotes } from './omission-notes';
import { SummaryNote } from './summary-note';

const NOTES = {
  damaged: 'noteDamaged',
  'too-long': 'noteTooLong',
  'prompt-cut': 'notePromptCut',
} as const;

/** Says how an answer ended when it did not end well, and what was left out of the question. */
export function AnswerNotices({ metadata }: { metadata: ChunkMetadata }) {
  const t = useTranslations('message');
  const { status, finishReason, note, errorCode, requestId, call } = metadata;
  return (
    <>
      <SummaryNote summary={call?.summary} isWriting={status === 'streaming'} />
      <OmissionNotes call={call} />
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
