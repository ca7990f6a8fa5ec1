'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useRef } from 'react';
import type { ListView } from '@/lib/client/api/conversations';
import { ALL, conversationLists } from '@/lib/client/conversations/conversation-lists';
import { useConversationList, useFolders } from '@/lib/client/conversations/use-conversation-list';
import { usePreference } from '@/lib/client/preferences/preference';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationId } from '@/lib/domain/ids';
import type { RowAct } from './conversation-menu';
import { ConversationRow } from './conversation-row';
import { FolderRow } from './folder-row';
import { type ListRow, listRows } from './list-rows';
import { ListSections } from './list-sections';
import { MoreRow } from './more-row';
import { SelectRow } from './select-row';
import { useListWindow } from './use-list-window';
import type { Selection } from './use-selection';

type ConversationListProps = {
  view: ListView;
  currentId: ConversationId | null;
  selection: Selection;
  onOpen: () => void;
  onOpenFolder: (name: string) => void;
  onAct: (act: RowAct, conversation: ConversationSummary) => void;
};

const isMain = (view: ListView) => conversationLists.of(view) === conversationLists.of(ALL);

/** The folders where they are listed; not while several conversations are chosen. */
function useShownFolders(view: ListView, isSelecting: boolean) {
  const folders = useFolders();
  const [state, setState] = usePreference('folders');
  const areOpen = state !== 'closed';
  return {
    folders: isMain(view) && !isSelecting ? folders : [],
    areOpen,
    toggle: () => setState(areOpen ? 'closed' : 'open'),
  };
}

/** The conversations of a view; however many there are, only those in sight are in the page. */
export default function ConversationList(props: ConversationListProps) {
  const { view, currentId, selection, onOpen, onOpenFolder, onAct } = props;
  const t = useTranslations('sidebar');
  const { conversations, pinned, isLoaded, next, pageError, loadMore } = useConversationList(view);
  const { folders, areOpen, toggle } = useShownFolders(view, selection.chosen !== null);
  const scroller = useRef<HTMLDivElement>(null);
  const startOfToday = new Date().setHours(0, 0, 0, 0);
  const rows = useMemo(() => {
    const hasMore = next !== null;
    const content = { pinned, folders, areFoldersOpen: areOpen, conversations, hasMore };
    return listRows(content, startOfToday);
  }, [pinned, folders, areOpen, conversations, next, startOfToday]);
  const { items, height, focusHandlers } = useListWindow(rows, scroller);

  const lineOf = (row: ListRow): ReactNode => {
    if (row.type === 'more') return <MoreRow error={pageError} onLoad={() => void loadMore()} />;
    if (row.type === 'folder') {
      return <FolderRow folder={row.folder} onOpen={() => onOpenFolder(row.folder.name)} />;
    }
    if (row.type !== 'conversation') return null;
    const { conversation } = row;
    if (selection.chosen) {
      return (
        <SelectRow
          conversation={conversation}
          isChosen={selection.chosen.has(conversation.id)}
          onToggle={(isRange) =>
            selection.toggle(conversation, isRange ? [...pinned, ...conversations] : null)
          }
        />
      );
    }
    return (
      <ConversationRow
        conversation={conversation}
        isCurrent={conversation.id === currentId}
        onOpen={onOpen}
        onAct={onAct}
      />
    );
  };
  if (isLoaded && rows.length === 0) {
    return (
      <p className="px-2 pt-6 text-sm text-text-faint">
        {t(view.archived ? 'emptyArchive' : isMain(view) ? 'empty' : 'emptyFolder')}
      </p>
    );
  }
  return (
    <div ref={scroller} className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
      <div className="relative" style={{ height }}>
        <ListSections
          items={items}
          areFoldersOpen={areOpen}
          onToggleFolders={toggle}
          focusHandlers={focusHandlers}
          lineOf={lineOf}
        />
      </div>
    </div>
  );
}
