'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { conversationListStore } from '@/lib/client/conversations/conversation-list-store';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { RenameDialog } from './rename-dialog';

type ConversationDialogProps = {
  act: 'rename' | 'delete';
  conversation: ConversationSummary;
  onDeleted: () => void;
  onClose: () => void;
};

/** Asks what is needed before a conversation is renamed or deleted, and does it. */
export default function ConversationDialog(props: ConversationDialogProps) {
  const { act, conversation, onDeleted, onClose } = props;
  const t = useTranslations('sidebar');
  const { id, version, title } = conversation;
  const remove = async () => {
    if (await conversationListStore.remove(id)) onDeleted();
  };
  if (act === 'rename') {
    return (
      <RenameDialog
        conversation={conversation}
        onClose={onClose}
        onSave={(next) => void conversationListStore.rename(id, { title: next, version })}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('deleteTitle')}
      text={t('deleteText', { title: title || t('untitled') })}
      confirmLabel={t('delete')}
      cancelLabel={t('cancel')}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
