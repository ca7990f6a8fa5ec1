'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { doctorPathFor } from '@/lib/domain/doctor/doctor-path';
import type { Repair } from '@/lib/domain/generation/repair';
import type { ModelDescriptor } from '@/lib/domain/model';

type ToolSupportProps = {
  model: ModelDescriptor | null;
  /** Whether a tool is switched on. */
  isUsed: boolean;
  repairs: readonly Repair[];
};

/** Says that the server takes no tools, where that is known, and where to read how it would. */
export function ToolSupport({ model, isUsed, repairs }: ToolSupportProps) {
  const t = useTranslations('tools');
  if (!model) return null;
  const wereDropped = repairs.some(({ type }) => type === 'tools-dropped');
  if (!wereDropped && model.supportsTools) return null;
  return (
    <p
      className="rounded-control bg-warning-soft px-3 py-2 text-sm text-warning-ink"
      role={isUsed ? 'status' : undefined}
    >
      {wereDropped ? t('dropped') : t('unsupported', { model: model.name })}{' '}
      <Link href={doctorPathFor(model.connectionId)} prefetch={false} className="underline">
        {t('doctor')}
      </Link>
    </p>
  );
}
