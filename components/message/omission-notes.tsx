'use client';

import { useTranslations } from 'next-intl';
import type { AnswerCall } from '@/lib/domain/message';
import { Note } from './note';

/** Text of each reason, in the order in which they are told. */
const TEXTS = {
  'model-without-images': 'omissionModel',
  'image-limit': 'omissionLimit',
  excluded: 'omissionExcluded',
  context: 'omissionContext',
} as const;
const REASONS = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** Says what was left out of the prompt of an answer, and why. */
export function OmissionNotes({ call }: { call: AnswerCall | undefined }) {
  const t = useTranslations('message');
  const { omissions = [], imageLimit = 0 } = call ?? {};
  const messages = omissions.reduce(
    (sum, omission) =>
      // What is summarised is told with the summary.
      omission.type === 'message' && omission.reason === 'context' ? sum + omission.count : sum,
    0,
  );
  return (
    <>
      {REASONS.map((reason) => {
        const { length: count } = omissions.filter(
          (omission) => omission.type === 'image' && omission.reason === reason,
        );
        return (
          count > 0 && <Note key={reason}>{t(TEXTS[reason], { count, limit: imageLimit })}</Note>
        );
      })}
      {messages > 0 && <Note>{t('omissionMessages', { count: messages })}</Note>}
    </>
  );
}
