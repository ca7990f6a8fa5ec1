'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { LoadState } from '@/lib/client/chat/use-conversation-tree';

type ConversationStateProps = {
  state: LoadState;
  hasMessages: boolean;
  onReload: () => void;
  onNewChat: () => void;
};

/** What stands in the thread's place while a conversation is loaded, or when it cannot be. */
export function ConversationState(props: ConversationStateProps) {
  const { state, hasMessages, onReload, onNewChat } = props;
  const t = useTranslations('chat');
  if (state === 'loading' && !hasMessages) {
    return (
      <div role="status" className="flex animate-pulse flex-col gap-5 pt-4">
        <span className="sr-only">{t('loading')}</span>
        <div className="h-20 w-2/3 self-end rounded-card bg-surface" />
        <div className="h-4 w-full rounded bg-surface" />
        <div className="h-4 w-5/6 rounded bg-surface" />
        <div className="h-4 w-2/3 rounded bg-surface" />
      </div>
    );
  }
  if (typeof state !== 'object') return null;
  const isUnknown = state.error.code === 'not-found';
  return (
    <section role="alert" className="flex flex-col items-start gap-3 pt-10">
      <h2 className="font-bold text-xl">{t(isUnknown ? 'unknownTitle' : 'loadFailedTitle')}</h2>
      {isUnknown && <p className="text-text-muted">{t('unknownText')}</p>}
      {isUnknown ? (
        <Button onClick={onNewChat}>{t('newChat')}</Button>
      ) : (
        <Button onClick={onReload}>{t('reload')}</Button>
      )}
    </section>
  );
}
