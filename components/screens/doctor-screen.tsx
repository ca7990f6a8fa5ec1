'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DoctorForm } from '@/components/doctor/doctor-form';
import { useOffers } from '@/components/doctor/use-offers';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { PageTitle } from './page-title';

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
    <main className="mx-auto flex min-h-dvh w-full max-w-column flex-col gap-6 px-4 py-6">
      <PageTitle title={t('title')} />
      <Link
        href="/"
        className="inline-flex min-h-11 items-center gap-2 self-start text-sm text-text-muted hover:text-text"
      >
        <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
        {t('back')}
      </Link>
      <header className="flex flex-col gap-2">
        <h1 className="font-bold text-2xl">{t('title')}</h1>
        <p className="text-text-muted">{t('intro')}</p>
      </header>
      <Content connectionId={connectionId} />
    </main>
  );
}
