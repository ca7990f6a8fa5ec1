'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { MAX_TITLE_CHARACTERS } from '@/lib/protocol/conversations';

type RenameDialogProps = {
  conversation: ConversationSummary;
  onSave: (title: string) => void;
  onClose: () => void;
};

/** Asks for a conversation's new title. */
export function RenameDialog({ conversation, onSave, onClose }: RenameDialogProps) {
  const t = useTranslations('sidebar');
  const [title, setTitle] = useState(conversation.title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    onSave(title.trim());
    onClose();
  };
  return (
    <Dialog isOpen title={t('renameTitle')} closeLabel={t('cancel')} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <label className="flex flex-col gap-1 text-sm">
          {t('renameLabel')}
          <input
            value={title}
            dir="auto"
            maxLength={MAX_TITLE_CHARACTERS}
            onChange={(event) => setTitle(event.target.value)}
            className="min-h-10 rounded-control border border-border-strong bg-background px-3 text-base"
          />
        </label>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" disabled={title.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
