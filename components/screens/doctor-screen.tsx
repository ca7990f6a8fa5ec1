'use client';

import { useTranslations } from 'next-intl';
import { DoctorForm } from '@/components/doctor/doctor-form';
import { useOffers } from '@/components/doctor/use-offers';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { SidePage } from './side-page';

function Content({ connectionId }: { connectionId: string | undefined }) {
  const t = useTranslations('doctor');
  const { offers, error, load } = useOffers();
  if (error) {
    return (
      <div className="flex flex-col items-start gap-3">
        <FailureAlert error={error} />
        <Button onClick={load}>{t('retry')}</Button>
      </div>
    );
  }
  if (!offers) return <p role="status">{t('loading')}</p>;
  const [first, ...others] = offers;
  if (!first) return <p className="text-text-muted">{t('empty')}</p>;
  return <DoctorForm offers={[first, ...others]} preferredId={connectionId} />;
}

/** The doctor: what works with a connection, what does not, and what to change. */
export function DoctorScreen({ connectionId }: { connectionId?: string | undefined }) {
  const t = useTranslations('doctor');
  return (
    <SidePage title={t('title')} intro={t('intro')} back={t('back')}>
      <Content connectionId={connectionId} />
    </SidePage>
  );
}
