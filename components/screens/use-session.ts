'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { type ChatSession, sessionFor } from '@/lib/client/chat/chat-session';
import { asId, type ConversationId, isUuid } from '@/lib/domain/ids';

const PATH = /^\/c\/([^/]+)$/;

/** The conversation an address names; an id that cannot be one is looked up too, and not found. */
function conversationIdOf(pathname: string): ConversationId | null {
  const id = PATH.exec(pathname)?.[1];
  return id === undefined ? null : asId<ConversationId>(isUuid(id) ? id : 'unknown');
}

/**
 * The conversation on the page, by its address. A new conversation gets its address without being
 * mounted anew: what is shown and typed stays.
 */
export function useSession() {
  const router = useRouter();
  const conversationId = conversationIdOf(usePathname());
  const newKey = () => crypto.randomUUID();
  const [session, setSession] = useState<ChatSession>(() =>
    sessionFor(null, conversationId, newKey),
  );
  const current = sessionFor(session, conversationId, newKey);
  if (current !== session) setSession(current);

  const store = useCallback((id: ConversationId) => {
    setSession(({ key }) => ({ key, conversationId: id }));
    window.history.replaceState(null, '', `/c/${id}`);
  }, []);
  const startNew = useCallback(() => {
    setSession({ key: crypto.randomUUID(), conversationId: null });
    router.push('/');
  }, [router]);

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

  return { session: current, store, startNew };
}
