'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { splitModelId } from '@/lib/domain/connection/split-model-id';
import { doctorPathFor } from '@/lib/domain/doctor/doctor-path';

/** Leads to the page that examines the connection of an answer that failed. */
export function DoctorLink({ modelId }: { modelId: string | undefined }) {
  const t = useTranslations('message');
  const connectionId = modelId && splitModelId(modelId)?.connectionId;
  return (
    <>
      {' '}
      <Link href={doctorPathFor(connectionId)} prefetch={false} className="underline">
        {t('checkConnection')}
      </Link>
    </>
  );
}
