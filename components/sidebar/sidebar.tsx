'use client';

import { Archive, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense, useState } from 'react';
import { FailureText } from '@/components/failure/failure-text';
import { Button } from '@/components/ui/button';
import { ErrorNote } from '@/components/ui/error-note';
import type { ListView } from '@/lib/client/api/conversations';
import { ALL, ARCHIVE, conversationLists } from '@/lib/client/conversations/conversation-lists';
import { useListError } from '@/lib/client/conversations/use-conversation-list';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationId } from '@/lib/domain/ids';
import { SearchPane } from './search-pane';
import { SidebarHead } from './sidebar-head';
import { useListActs } from './use-list-acts';
import { useSelection } from './use-selection';
import { ViewHeading } from './view-heading';

const ConversationList = lazyPart(() => import('./conversation-list'));
const ConversationDialog = lazyPart(() => import('./conversation-dialog'));
const SelectionBar = lazyPart(() => import('./selection-bar'));

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
  const [view, setView] = useState<ListView>(ALL);
  const error = useListError(view);
  const selection = useSelection();
  const acts = useListActs({ selection, currentId, onCurrentDeleted: onNewChat });
  const show = (next: ListView) => {
    selection.end();
    setView(next);
  };
  return (
    <div className="flex h-full flex-col bg-surface px-3 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <SidebarHead onNewChat={onNewChat} closeButton={closeButton} />
      <nav aria-label={t('conversations')} className="-mx-1 flex min-h-0 flex-1 flex-col px-1">
        <SearchPane onOpen={onChoose}>
          {view !== ALL && <ViewHeading view={view} onBack={() => show(ALL)} />}
          {error && (
            <ErrorNote
              text={<FailureText error={error} />}
              onDismiss={conversationLists.dismissError}
              dismissLabel={t('close')}
            />
          )}
          <Suspense fallback={null}>
            <ConversationList
              key={JSON.stringify(view)}
              view={view}
              currentId={currentId}
              selection={selection}
              onOpen={onChoose}
              onOpenFolder={(folder) => show({ archived: false, folder })}
              onAct={acts.actOnOne}
            />
          </Suspense>
        </SearchPane>
      </nav>
      {selection.chosen ? (
        <Suspense fallback={null}>
          <SelectionBar
            count={selection.chosen.size}
            isArchive={view.archived}
            onArchive={() => void acts.archiveChosen(view.archived)}
            onMove={() => acts.ask('move')}
            onDelete={() => acts.ask('delete')}
            onEnd={selection.end}
          />
        </Suspense>
      ) : (
        <div className="mt-2 flex">
          <Button variant="quiet" className="flex-1 justify-start" onClick={onOpenSettings}>
            <Settings aria-hidden size={18} />
            {t('settings')}
          </Button>
          {!view.archived && (
            <Button variant="quiet" onClick={() => show(ARCHIVE)}>
              <Archive aria-hidden size={18} />
              {t('archived')}
            </Button>
          )}
        </div>
      )}
      {acts.pending && (
        <Suspense fallback={null}>
          <ConversationDialog
            pending={acts.pending}
            carryOut={acts.carryOut}
            onClose={acts.close}
          />
        </Suspense>
      )}
    </div>
  );
}
