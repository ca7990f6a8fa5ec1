'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import type { ConversationId } from '@/lib/domain/ids';
import { ExportChoices } from './export-choices';

/** Offers one conversation as a file. */
export default function ExportDialog({ id, onClose }: { id: ConversationId; onClose: () => void }) {
  const t = useTranslations('transfer');
  return (
    <Dialog
      isOpen
      title={t('exportTitle')}
      description={t('exportText')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <ExportChoices id={id} />
    </Dialog>
  );
}
