'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { RowAct } from './conversation-menu';
import { MenuButton } from './menu-button';
import { RowContent } from './row-content';

const ConversationMenu = lazyPart(() => import('./conversation-menu'));

type ConversationRowProps = {
  conversation: ConversationSummary;
  isCurrent: boolean;
  onOpen: () => void;
  onAct: (act: RowAct, conversation: ConversationSummary) => void;
};

/** A conversation's line: it opens it, and has a menu. */
export function ConversationRow(props: ConversationRowProps) {
  const { conversation, isCurrent, onOpen, onAct } = props;
  const t = useTranslations('sidebar');
  // A menu costs more than its row: it is made when it is first wanted.
  const [hasMenu, setHasMenu] = useState(false);
  const label = t('more', { title: conversation.title || t('untitled') });
  const button = <MenuButton label={label} aria-haspopup="menu" onClick={() => setHasMenu(true)} />;
  return (
    <div
      className={clsx(
        'group relative flex h-full items-center rounded-control border',
        isCurrent ? 'border-border bg-raised' : 'border-transparent hover:bg-raised/60',
      )}
    >
      <Link
        href={`/c/${conversation.id}`}
        prefetch={false}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-sm"
      >
        {/* What is in view is being seen. */}
        <RowContent conversation={conversation} isUnread={conversation.isUnread && !isCurrent} />
      </Link>
      {hasMenu ? (
        <Suspense fallback={button}>
          <ConversationMenu
            conversation={conversation}
            label={label}
            onAct={(act) => onAct(act, conversation)}
          />
        </Suspense>
      ) : (
        button
      )}
    </div>
  );
}
