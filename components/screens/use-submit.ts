'use client';

import { useState } from 'react';
import type { useChatSession } from '@/lib/client/chat/use-chat-session';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import type { MessageId } from '@/lib/domain/ids';

/** Sends a draft; `parentId` where it is not the end of the branch. */
export type Submit = (source: DraftStore, parentId?: MessageId | null) => Promise<void>;

/**
 * Sends drafts and loses nothing: one that was not taken is put back into the composer, and pictures
 * that the server no longer has are uploaded again.
 *
 * @param draft - The composer's own draft.
 */
export function useSubmit(chat: ReturnType<typeof useChatSession>, draft: DraftStore) {
  const [wasRefused, setRefused] = useState(false);

  const submit: Submit = async (source, parentId) => {
    const snapshot = source.getSnapshot();
    const attachments = snapshot.attachments.flatMap(({ state }) =>
      state.status === 'ready' ? [state.attachment] : [],
    );
    setRefused(false);
    const sent = chat.send({ text: snapshot.text.trim(), attachments }, parentId);
    source.clear();
    const error = await sent;
    if (!error) return;
    setRefused(true);
    draft.restore(snapshot);
    if (error.code === 'attachment-gone') await draft.uploadAgain();
  };
  return { submit, wasRefused };
}
