'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { preloadConversation } from '@/lib/client/api/conversations';
import { type ChatSession, sessionFor } from '@/lib/client/chat/chat-session';
import { carryNewSettings } from '@/lib/client/conversation-settings/new-settings';
import { carryNewText } from '@/lib/client/draft/drafts';
import { randomId } from '@/lib/client/random-id';
import { asId, type ConversationId, isUuid } from '@/lib/domain/ids';
import { useNewChatKey } from './use-new-chat-key';

const PATH = /^\/c\/([^/]+)$/;

/** The conversation an address names; an id that cannot be one is looked up too, and not found. */
function conversationIdOf(pathname: string): ConversationId | null {
  const id = PATH.exec(pathname)?.[1];
  return id === undefined ? null : asId<ConversationId>(isUuid(id) ? id : 'unknown');
}

type Shown = {
  readonly session: ChatSession;
  /** What the address named when this was chosen. */
  readonly addressId: ConversationId | null;
};

/**
 * The conversation on the page, by its address. A new conversation gets its address without being
 * mounted anew: what is shown and typed stays.
 */
export function useSession() {
  const router = useRouter();
  const addressId = conversationIdOf(usePathname());
  const [shown, setShown] = useState<Shown>(() => ({
    session: sessionFor(null, addressId, randomId),
    addressId,
  }));
  if (addressId !== null && isUuid(addressId)) preloadConversation(addressId);
  // Only an address that changes says what to show: it comes later than what `store` and `startNew` set.
  const current =
    shown.addressId === addressId
      ? shown
      : { session: sessionFor(shown.session, addressId, randomId), addressId };
  if (current !== shown) setShown(current);

  const show = useCallback((change: (session: ChatSession) => ChatSession) => {
    setShown((before) => ({ ...before, session: change(before.session) }));
  }, []);
  const store = useCallback(
    (id: ConversationId) => {
      show((session) => ({ ...session, conversationId: id }));
      window.history.replaceState(null, '', `/c/${id}`);
    },
    [show],
  );
  const begin = useCallback(
    (isTemporary: boolean) => {
      show(() => ({ key: randomId(), conversationId: null, isTemporary }));
      router.push('/');
    },
    [router, show],
  );
  const startNew = useCallback(() => begin(false), [begin]);
  /** Makes a temporary chat of a new one, or a normal one again. */
  const toggleTemporary = useCallback(() => {
    const isTemporary = !current.session.isTemporary;
    carryNewText(isTemporary);
    carryNewSettings(isTemporary);
    begin(isTemporary);
  }, [begin, current.session.isTemporary]);

  const open = useCallback((id: ConversationId) => router.push(`/c/${id}`), [router]);

  useNewChatKey(startNew);
  return { session: current.session, store, startNew, toggleTemporary, open };
}
