'use client';

import { useTranslations } from 'next-intl';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { FailureCard } from './failure-card';
import { Note } from './note';
import { OmissionNotes } from './omission-notes';
import { SummaryNote } from './summary-note';

const NOTES = {
  damaged: 'noteDamaged',
  'too-long': 'noteTooLong',
  'prompt-cut': 'notePromptCut',
  'tool-limit': 'noteToolLimit',
} as const;

type AnswerNoticesProps = {
  metadata: ChunkMetadata;
  /** Whether it ended before its first word. */
  isOnlyThought: boolean;
};

/** Says how an answer ended when it did not end well, and what was left out of the question. */
export function AnswerNotices({ metadata, isOnlyThought }: AnswerNoticesProps) {
  const t = useTranslations('message');
  const reasoning = useTranslations('reasoning');
  const { status, finishReason, note, call } = metadata;
  return (
    <>
      <SummaryNote summary={call?.summary} isWriting={status === 'streaming'} />
      <OmissionNotes call={call} />
      {status === 'stopped' && <Note>{t('statusStopped')}</Note>}
      {status === 'cut' && <Note>{isOnlyThought ? reasoning('onlyThought') : t('statusCut')}</Note>}
      {status === 'refused' && <Note>{t('statusRefused')}</Note>}
      {finishReason === 'length' && <Note>{t('statusLength')}</Note>}
      {note && <Note>{t(NOTES[note])}</Note>}
      <FailureCard metadata={metadata} />
    </>
  );
}
