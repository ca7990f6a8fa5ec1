import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import { getTranslations } from '@/lib/i18n/get-translations';

/** What exports and imports write, in the language of who asks. */
export function transferWords(headers: Headers): TransferWords {
  const { locale, t } = getTranslations('transfer', headers);
  return {
    language: locale,
    untitled: t('untitled'),
    you: t('you'),
    assistant: t('assistant'),
    reasoning: t('reasoning'),
    exportedFrom: t('exportedFrom'),
    otherVersions: (count) => t('otherVersions', { count }),
    pictureMissing: (name) => t('pictureMissing', { name }),
    pictureRefused: (name) => t('pictureRefused', { name }),
    fileLeftOut: (name) => t('fileLeftOut', { name }),
    toolCalled: (name) => t('toolCalled', { name }),
  };
}
