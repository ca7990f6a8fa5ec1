'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationId } from '@/lib/domain/ids';

const ExportDialog = lazyPart(() => import('./export-dialog'));

/** Opens the choice of formats for a conversation. */
export function ExportButton({ id }: { id: ConversationId }) {
  const t = useTranslations('transfer');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon={Download} label={t('export')} onClick={() => setOpen(true)} />
      {isOpen && (
        <Suspense fallback={null}>
          <ExportDialog id={id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
