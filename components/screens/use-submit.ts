'use client';

import { useState } from 'react';
import type { useChatSession } from '@/lib/client/chat/use-chat-session';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import type { MessageId } from '@/lib/domain/ids';

/**
 * Sends a draft; `parentId` where it is not the end of the branch.
 *
 * @returns Whether it was taken; when its answer has ended, or at once if not.
 */
export type Submit = (source: DraftStore, parentId?: MessageId | null) => Promise<boolean>;

/**
 * Sends drafts and loses nothing: one that was not taken is as it was, and pictures that the server no
 * longer has are uploaded again.
 */
export function useSubmit(chat: ReturnType<typeof useChatSession>) {
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
    if (!error) return true;
    setRefused(true);
    source.restore(snapshot);
    if (error.code === 'attachment-gone') await source.uploadAgain();
    return false;
  };
  return { submit, wasRefused };
}
