'use client';

import { useTranslations } from 'next-intl';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { Repair } from '@/lib/domain/generation/repair';

/** Why a first try came to nothing. Not the failure's own text: that tells a person what to do about it. */
function triedAgainKey(code: ErrorCode) {
  if (code === 'upstream-images') return 'repairTriedAgainImages';
  if (code === 'upstream-rate') return 'repairTriedAgainRate';
  return 'repairTriedAgain';
}

/** What was done differently from what was asked, in words. */
export function useRepairText(): (repair: Repair) => string {
  const t = useTranslations('contextPanel');
  return (repair) => {
    switch (repair.type) {
      case 'field-dropped':
        return t('repairFieldDropped', { field: repair.field });
      case 'asked-whole':
        return t('repairAskedWhole');
      case 'tried-again':
        return t(triedAgainKey(repair.code));
      case 'images-squeezed':
        return t('repairImagesSqueezed', { count: repair.count });
      case 'polled':
        return t('repairPolled');
      case 'tools-dropped':
        return t('repairToolsDropped');
      case 'format-in-words':
        return t('repairFormatInWords');
      case 'asked-again':
        return t('repairAskedAgain');
    }
  };
}
