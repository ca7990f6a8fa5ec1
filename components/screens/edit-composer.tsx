'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Composer } from '@/components/composer/composer';
import { Button } from '@/components/ui/button';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { createDraft } from '@/lib/client/draft/drafts';
import {
  attachmentsOfUiMessage,
  type ChatMessage,
  textOfUiMessage,
} from '@/lib/protocol/ui-message';

type EditComposerProps = {
  message: ChatMessage;
  maxImages: number;
  onSend: (draft: DraftStore) => void;
  onCancel: () => void;
};

function draftFrom(message: ChatMessage): DraftStore {
  const draft = createDraft(message.id);
  draft.setText(textOfUiMessage(message));
  draft.addExisting(attachmentsOfUiMessage(message));
  return draft;
}

/** A sent question with its pictures, to be changed and sent as a new version. */
export function EditComposer({ message, maxImages, onSend, onCancel }: EditComposerProps) {
  const t = useTranslations('message');
  const [draft] = useState(() => draftFrom(message));
  const cancel = () => {
    draft.clear();
    onCancel();
  };
  return (
    <div className="w-full">
      <Composer
        draft={draft}
        status="ready"
        maxImages={maxImages}
        onSend={() => onSend(draft)}
        onStop={cancel}
        autoFocus
      />
      <div className="mt-2 flex items-center justify-between gap-3 text-sm text-text-muted">
        {t('editHint')}
        <Button onClick={cancel}>{t('cancelEdit')}</Button>
      </div>
    </div>
  );
}
