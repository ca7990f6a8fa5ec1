'use client';

import { useTranslations } from 'next-intl';
import type { Repair } from '@/lib/domain/generation/repair';

/** What was done differently from what was asked, in words. */
export function RepairText({ repair }: { repair: Repair }) {
  const t = useTranslations('contextPanel');
  const errors = useTranslations('errors');
  switch (repair.type) {
    case 'field-dropped':
      return t('repairFieldDropped', { field: repair.field });
    case 'asked-whole':
      return t('repairAskedWhole');
    case 'tried-again':
      return t('repairTriedAgain', { reason: errors(repair.code, { connection: '' }) });
    case 'images-squeezed':
      return t('repairImagesSqueezed', { count: repair.count });
    case 'polled':
      return t('repairPolled');
    case 'tools-dropped':
      return t('repairToolsDropped');
  }
}
