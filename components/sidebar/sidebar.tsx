'use client';

import { Plus, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNote } from '@/components/ui/error-note';
import { conversationListStore } from '@/lib/client/conversations/conversation-list-store';
import { useConversationList } from '@/lib/client/conversations/use-conversation-list';
import type { ConversationId } from '@/lib/domain/ids';
import { ConversationGroups } from './conversation-groups';
import { ListErrorText } from './list-error-text';
import { SearchPane } from './search-pane';

type SidebarProps = {
  currentId: ConversationId | null;
  /** Something was chosen: a drawer closes. */
  onChoose: () => void;
  onNewChat: () => void;
  onOpenSettings: () => void;
  /** Closes or collapses the sidebar. */
  closeButton: ReactNode;
};

/** Conversations, newest first, and what belongs to the app as a whole. */
export function Sidebar(props: SidebarProps) {
  const { currentId, onChoose, onNewChat, onOpenSettings, closeButton } = props;
  const t = useTranslations('sidebar');
  const { conversations, isLoaded, next, error } = useConversationList();
  return (
    <div className="flex h-full flex-col bg-surface px-3 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <div className="flex min-h-10 items-center justify-between ps-1">
        <span className="flex items-center gap-2.5 font-bold">
          <span aria-hidden className="grid size-6 place-items-center rounded-md bg-accent">
            <span className="size-2.5 rounded-full border-2 border-accent-text" />
          </span>
          Tenlens
        </span>
        {closeButton}
      </div>
      <Button
        onClick={onNewChat}
        aria-label={t('newChat')}
        className="mt-2 min-h-11 justify-start font-semibold text-base"
      >
        <Plus aria-hidden size={18} />
        {t('newChat')}
        <kbd
          aria-hidden
          className="ms-auto hidden rounded border border-border px-1 font-mono font-normal text-text-faint text-xs md:block"
        >
          {t('newChatKeys')}
        </kbd>
      </Button>
      <nav aria-label={t('conversations')} className="flex min-h-0 flex-1 flex-col">
        <SearchPane onOpen={onChoose}>
          <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
            {error && (
              <ErrorNote
                text={<ListErrorText error={error} />}
                onDismiss={conversationListStore.dismissError}
                dismissLabel={t('close')}
              />
            )}
            {isLoaded && conversations.length === 0 && (
              <p className="px-2 pt-6 text-sm text-text-faint">{t('empty')}</p>
            )}
            <ConversationGroups
              conversations={conversations}
              currentId={currentId}
              onOpen={onChoose}
              onCurrentDeleted={onNewChat}
            />
            {next !== null && (
              <Button
                variant="quiet"
                className="mt-2 w-full"
                onClick={() => void conversationListStore.loadMore()}
              >
                {t('loadMore')}
              </Button>
            )}
          </div>
        </SearchPane>
      </nav>
      <Button variant="quiet" className="mt-2 justify-start" onClick={onOpenSettings}>
        <Settings aria-hidden size={18} />
        {t('settings')}
      </Button>
    </div>
  );
}
