'use client';

import { useTranslations } from 'next-intl';
import { UsageView } from '@/components/usage/usage-view';
import { SidePage } from './side-page';

/** What answers have used, per day and model. */
export function UsageScreen() {
  const t = useTranslations('usage');
  return (
    <SidePage title={t('title')} intro={t('intro')} back={t('back')}>
      <UsageView />
    </SidePage>
  );
}
