'use client';

import { useTranslations } from 'next-intl';
import { FailureAlert } from '@/components/failure/failure-alert';
import type { Outcome } from '@/lib/domain/doctor/finding';
import { FindingItem } from './finding-item';
import { joinSkipped } from './join-skipped';
import type { ExaminationState } from './use-examination';

/** What a run says of itself: what it looks at, or how it ended. */
function Status({ state }: { state: ExaminationState }) {
  const t = useTranslations('doctor');
  const { step, title, findings, spent } = state;
  const count = (wanted: Outcome) => findings.filter(({ outcome }) => outcome === wanted).length;
  if (step === 'running') return t('running', { probe: title });
  if (step === 'stopped') return t('stopped');
  if (step !== 'done') return null;
  const counts = {
    ok: count('ok'),
    broken: count('broken'),
    missing: count('missing'),
    skipped: count('skipped'),
    total: findings.length,
  };
  return (
    <>
      {t('summary', counts)}{' '}
      {spent && t('spent', { requests: spent.requests, tokens: spent.tokens })}{' '}
      {spent?.isKept && t('kept')}
    </>
  );
}

/** What a run found so far. */
export function FindingsList({ state }: { state: ExaminationState }) {
  const t = useTranslations('doctor');
  const { step, findings, error } = state;
  if (step === 'idle') return null;
  return (
    <section aria-label={t('results')} className="flex flex-col gap-3">
      <p role="status" className="min-h-5 text-sm text-text-muted">
        <Status state={state} />
      </p>
      {error && <FailureAlert error={error} />}
      {findings.length > 0 && (
        <ul className="rounded-card border border-border bg-raised px-4">
          {joinSkipped(findings).map((finding) => (
            <FindingItem key={finding.probe} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  );
}
