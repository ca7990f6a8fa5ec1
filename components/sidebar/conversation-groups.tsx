'use client';

import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationId } from '@/lib/domain/ids';
import { ConversationRow } from './conversation-row';
import { groupByDay } from './group-by-day';

const ConversationDialog = lazyPart(() => import('./conversation-dialog'));

type ConversationGroupsProps = {
  conversations: readonly ConversationSummary[];
  currentId: ConversationId | null;
  onOpen: () => void;
  /** The conversation in view is gone. */
  onCurrentDeleted: () => void;
};

type Pending = { act: 'rename' | 'delete'; conversation: ConversationSummary } | null;

/** The list of conversations by day, with its dialogs. */
export function ConversationGroups(props: ConversationGroupsProps) {
  const { conversations, currentId, onOpen, onCurrentDeleted } = props;
  const t = useTranslations('sidebar');
  const [pending, setPending] = useState<Pending>(null);
  return (
    <>
      {groupByDay(conversations, new Date().setHours(0, 0, 0, 0)).map(([group, members]) => (
        <section key={group} aria-label={t(group)} className="mt-4">
          <h2 className="px-2 pb-1 font-semibold text-text-faint text-xs">{t(group)}</h2>
          <ul className="flex flex-col gap-0.5">
            {members.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                isCurrent={conversation.id === currentId}
                onOpen={onOpen}
                onRename={() => setPending({ act: 'rename', conversation })}
                onDelete={() => setPending({ act: 'delete', conversation })}
              />
            ))}
          </ul>
        </section>
      ))}
      {pending && (
        <Suspense fallback={null}>
          <ConversationDialog
            {...pending}
            onClose={() => setPending(null)}
            onDeleted={() => {
              if (pending.conversation.id === currentId) onCurrentDeleted();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
