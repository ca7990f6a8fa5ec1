'use client';

import { useTranslations } from 'next-intl';

/** Leads to the page that examines the connection of an answer that failed. */
export function DoctorLink({ modelId }: { modelId: string | undefined }) {
  const t = useTranslations('message');
  const connection = modelId?.slice(0, modelId.indexOf('/'));
  const query = connection ? `?connection=${encodeURIComponent(connection)}` : '';
  return (
    <>
      {' '}
      <a href={`/doctor${query}`} className="underline">
        {t('checkConnection')}
      </a>
    </>
  );
}
