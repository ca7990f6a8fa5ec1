'use client';

import { clsx } from 'clsx';
import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Verdict } from '@/lib/domain/structured/verdict';

type VerdictLineProps = { verdict: Verdict; hasSchema: boolean; isSecond: boolean };

const LOOKS: Readonly<Record<Verdict['type'], readonly [LucideIcon, string]>> = {
  valid: [CircleCheck, 'text-ok-ink'],
  'not-json': [CircleX, 'text-danger-ink'],
  invalid: [CircleX, 'text-danger-ink'],
  unchecked: [CircleHelp, 'text-warning-ink'],
};

function useVerdictText({ verdict, hasSchema }: Omit<VerdictLineProps, 'isSecond'>): string {
  const t = useTranslations('structured');
  switch (verdict.type) {
    case 'valid':
      return t(hasSchema ? 'valid' : 'validJson');
    case 'not-json':
      return t('notJson');
    case 'unchecked':
      return t('unchecked');
    case 'invalid': {
      const path = verdict.path || t('wholeAnswer');
      if (verdict.keyword === 'required') return t('missing', { path });
      return t('invalid', { path, keyword: verdict.keyword });
    }
  }
}

/** Whether an answer has its form, and which value of it has not. */
export function VerdictLine({ verdict, hasSchema, isSecond }: VerdictLineProps) {
  const t = useTranslations('structured');
  const text = useVerdictText({ verdict, hasSchema });
  const [Icon, colour] = LOOKS[verdict.type];
  return (
    <p data-verdict={verdict.type} className={clsx('flex items-start gap-1.5 text-sm', colour)}>
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <span className="[overflow-wrap:anywhere]">
        {text}
        {isSecond && <span className="text-text-muted"> · {t('secondTry')}</span>}
      </span>
    </p>
  );
}
