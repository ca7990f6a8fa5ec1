'use client';

import { useState } from 'react';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { createDraft } from '@/lib/client/draft/drafts';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import {
  attachmentsOfUiMessage,
  type ChatMessage,
  textOfUiMessage,
} from '@/lib/protocol/ui-message';

/** A sent question that is being changed. */
type Edited = { readonly message: ChatMessage; readonly draft: DraftStore };

export type Editing = ReturnType<typeof useEditing>;

/** The one question that is being changed, with its words and pictures as a draft of its own. */
export function useEditing() {
  const [edited, setEdited] = useState<Edited | null>(null);
  return {
    edited,
    begin(message: ChatMessage) {
      const isTemporary = isTemporaryId(message.metadata?.conversationId ?? '');
      const draft = createDraft(message.id, { isTemporary });
      draft.setText(textOfUiMessage(message));
      draft.addExisting(attachmentsOfUiMessage(message));
      setEdited({ message, draft });
    },
    end: () => setEdited(null),
    /** Goes on with what was being changed. */
    resume: (before: Edited) => setEdited(before),
  };
}
