'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { IconButton } from '@/components/ui/icon-button';

/** Takes a server away that the person added, after asking. */
export function RemoveButton({ name, onRemove }: { name: string; onRemove: () => void }) {
  const t = useTranslations('mcp');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <IconButton
        icon={Trash2}
        label={t('remove', { name })}
        className="ms-auto"
        onClick={() => setAsking(true)}
      />
      {isAsking && (
        <ConfirmDialog
          title={t('remove', { name })}
          text={t('removeText')}
          confirmLabel={t('removeConfirm')}
          cancelLabel={t('cancel')}
          onConfirm={onRemove}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
