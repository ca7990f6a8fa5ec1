'use client';

import { useTranslations } from 'next-intl';
import type { Repair } from '@/lib/domain/generation/repair';
import { useRepairText } from './use-repair-text';

/** What was done differently so that a server could answer, each thing once; nothing where nothing was. */
export function RepairList({ repairs }: { repairs: readonly Repair[] }) {
  const t = useTranslations('contextPanel');
  const textOf = useRepairText();
  if (repairs.length === 0) return null;
  return (
    <>
      <p className="text-sm">{t('repairs')}</p>
      <ul className="list-disc ps-5 text-sm text-text-muted">
        {[...new Set(repairs.map(textOf))].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
