'use client';

import { CircleAlert, CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import type { ShownFinding } from '@/lib/protocol/doctor';

const OUTCOMES = {
  ok: { icon: CircleCheck, label: 'outcomeOk', className: 'text-ok-ink' },
  missing: { icon: CircleAlert, label: 'outcomeMissing', className: 'text-warning-ink' },
  broken: { icon: CircleX, label: 'outcomeBroken', className: 'text-danger-ink' },
  skipped: { icon: CircleMinus, label: 'outcomeSkipped', className: 'text-text-faint' },
} as const;

/** A text to copy as it stands. */
function Setting({ text }: { text: string }) {
  const t = useTranslations('doctor');
  return (
    <span className="mt-1 flex items-center gap-1 rounded-control bg-surface ps-3" dir="ltr">
      <code className="min-w-0 flex-1 break-words py-2 font-mono text-xs">{text}</code>
      <CopyButton
        label={t('copy')}
        copiedLabel={t('copied')}
        failedLabel={t('copyFailed')}
        text={text}
      />
    </span>
  );
}

/** What one probe found, and what to do about it. */
export function FindingItem({ finding }: { finding: ShownFinding }) {
  const t = useTranslations('doctor');
  const { icon: Icon, label, className } = OUTCOMES[finding.outcome];
  return (
    <li
      className="flex gap-3 border-border border-b py-3 last:border-b-0"
      data-probe={finding.probe}
    >
      <Icon aria-hidden size={20} className={`mt-0.5 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{finding.title}</span>
          <span className={`text-xs ${className}`}>{t(label)}</span>
        </p>
        <p className="break-words text-sm text-text-muted">{finding.text}</p>
        {finding.fixes.length > 0 && (
          <ul className="mt-2 flex flex-col gap-2 text-sm">
            {finding.fixes.map(({ text, setting }) => (
              <li key={text + setting}>
                {text}
                {setting !== undefined && <Setting text={setting} />}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
