'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ALL, conversationLists } from '@/lib/client/conversations/conversation-lists';
import { createEndedAnswers } from '@/lib/client/conversations/ended-answers';
import { useLatest } from '@/lib/client/layout/use-latest';
import { showNotification, useNotificationSwitch } from '@/lib/client/preferences/notifications';
import type { ConversationId } from '@/lib/domain/ids';

/** Milliseconds in which another tab that shows the answer can say that it was seen. */
const SEEN_ELSEWHERE_MS = 1000;

const isHidden = () => document.visibilityState === 'hidden';

/**
 * Tells by a notification that an answer has ended, in whatever conversation, if the person has asked
 * for that and the page is not in front.
 *
 * @param onOpen - Opens a conversation.
 */
export function useNotifications(onOpen: (id: ConversationId) => void): void {
  const t = useTranslations('chat');
  const { isOn } = useNotificationSwitch();
  const texts = useLatest({ body: t('notification'), untitled: t('untitled'), onOpen });

  useEffect(() => {
    if (!isOn) return;
    const list = conversationLists.of(ALL);
    const endedAnswers = createEndedAnswers();
    const tell = (id: ConversationId) => {
      const row = conversationLists.find(id);
      if (!row?.isUnread || !isHidden()) return;
      const { body, untitled, onOpen } = texts.current;
      showNotification(row.title || untitled, { body, tag: id }, () => onOpen(id));
    };
    const look = () => {
      const { pinned, conversations } = list.getState();
      for (const { id } of endedAnswers([...pinned, ...conversations])) {
        if (isHidden()) setTimeout(() => tell(id), SEEN_ELSEWHERE_MS);
      }
    };
    look();
    return list.subscribe(look);
  }, [isOn, texts]);
}
