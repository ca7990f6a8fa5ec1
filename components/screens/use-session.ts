'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { type ChatSession, sessionFor } from '@/lib/client/chat/chat-session';
import { randomId } from '@/lib/client/random-id';
import { asId, type ConversationId, isUuid } from '@/lib/domain/ids';

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
      show(({ key }) => ({ key, conversationId: id }));
      window.history.replaceState(null, '', `/c/${id}`);
    },
    [show],
  );
  const startNew = useCallback(() => {
    show(() => ({ key: randomId(), conversationId: null }));
    router.push('/');
  }, [router, show]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (!isCommand || !event.shiftKey || event.key.toLowerCase() !== 'o') return;
      event.preventDefault();
      startNew();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [startNew]);

  return { session: current.session, store, startNew };
}
