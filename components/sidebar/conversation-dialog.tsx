'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { MoveDialog } from './move-dialog';
import { RenameDialog } from './rename-dialog';
import type { CarryOut, Pending } from './use-list-acts';

type ConversationDialogProps = { pending: Pending; carryOut: CarryOut; onClose: () => void };

/** Asks what is needed before conversations are renamed, moved or deleted. */
export default function ConversationDialog(props: ConversationDialogProps) {
  const { pending, carryOut, onClose } = props;
  const t = useTranslations('sidebar');
  const { act, conversations } = pending;
  const [first] = conversations;
  const count = conversations.length;
  if (act === 'rename') {
    return <RenameDialog conversation={first} onClose={onClose} onSave={carryOut.rename} />;
  }
  if (act === 'move') {
    return (
      <MoveDialog
        count={count}
        folder={count === 1 ? first.folder : null}
        onClose={onClose}
        onMove={(folder) => void carryOut.move(folder)}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('deleteTitle', { count })}
      text={t('deleteText', { count, title: first.title || t('untitled') })}
      confirmLabel={t('delete')}
      cancelLabel={t('cancel')}
      onConfirm={() => void carryOut.delete()}
      onClose={onClose}
    />
  );
}
