'use client';

import { useEffect, useState } from 'react';
import type { useChatSession } from '@/lib/client/chat/use-chat-session';
import type { DraftSnapshot } from '@/lib/client/draft/draft-snapshot';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { keeperOf } from '@/lib/client/draft/drafts';
import { sameContent } from '@/lib/client/draft/same-content';
import { useLatest } from '@/lib/client/layout/use-latest';
import type { AppError } from '@/lib/domain/errors/app-error';
import { asId, type MessageId } from '@/lib/domain/ids';

/**
 * Sends a draft; `parentId` where it is not the end of the branch.
 *
 * @returns Whether it was taken; when its answer is not followed any more, or at once if not.
 */
export type Submit = (source: DraftStore, parentId?: MessageId | null) => Promise<boolean>;

/** A draft that was not taken and is as it was. */
type Refused = {
  readonly source: DraftStore;
  readonly parentId: MessageId | null;
  readonly content: DraftSnapshot;
  /** Sent by itself when the network is back, unless it is changed before. */
  readonly isOffline: boolean;
};

type Chat = ReturnType<typeof useChatSession>;

/** One try; why it was not taken, `null` when it was. The draft is left alone where nothing can be sent now. */
async function attempt(chat: Chat, source: DraftStore, parentId: MessageId | null) {
  const keeper = keeperOf(source);
  let isTakenOut = false;
  const take = async () => {
    isTakenOut = true;
    return { ...(await keeper.beginSend(parentId)), onTaken: () => keeper.taken() };
  };
  const error = await chat.send(take, parentId);
  if (error && isTakenOut) keeper.putBack();
  return error;
}

/** Tries once more, with pictures uploaded anew, where the server has lost them. */
async function repeatWithPictures(
  chat: Chat,
  source: DraftStore,
  parentId: MessageId | null,
  error: AppError,
): Promise<AppError | null> {
  const before = source.getSnapshot();
  const isComplete = await source.uploadAgain();
  const isUnchanged = sameContent(before, source.getSnapshot());
  return isComplete && isUnchanged ? attempt(chat, source, parentId) : error;
}

/** Sends drafts and loses nothing: one that was not taken is as it was, and goes out when it can. */
export function useSubmit(chat: Chat) {
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isRepeating, setRepeating] = useState(false);

  const submit: Submit = async (source, place) => {
    const last = chat.messages.at(-1)?.id;
    const end = last === undefined ? null : asId<MessageId>(last);
    const parentId = place === undefined ? end : place;
    setRefused(null);
    let error = await attempt(chat, source, parentId);
    if (error?.code === 'attachment-gone') {
      setRepeating(true);
      error = await repeatWithPictures(chat, source, parentId, error);
      setRepeating(false);
    }
    if (!error) return true;
    const isOffline = error.code === 'network' && !navigator.onLine;
    setRefused({ source, parentId, content: source.getSnapshot(), isOffline });
    return false;
  };

  const sendWaiting = () => {
    if (!refused?.isOffline || !sameContent(refused.content, refused.source.getSnapshot())) return;
    void submit(refused.source, refused.parentId);
  };
  const latest = useLatest(sendWaiting);
  useEffect(() => {
    const act = () => latest.current();
    window.addEventListener('online', act);
    return () => window.removeEventListener('online', act);
  }, [latest]);
  return { submit, refused, isRepeating };
}
