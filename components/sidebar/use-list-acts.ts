'use client';

import { useState } from 'react';
import { conversationLists } from '@/lib/client/conversations/conversation-lists';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationId } from '@/lib/domain/ids';
import type { RowAct } from './conversation-menu';
import type { Selection } from './use-selection';

/** What needs an answer before it is done, and with which conversations. */
export type Pending = {
  readonly act: 'rename' | 'move' | 'delete';
  readonly conversations: readonly [ConversationSummary, ...ConversationSummary[]];
};

type Place = {
  readonly selection: Selection;
  readonly currentId: ConversationId | null;
  /** The conversation in view is gone. */
  readonly onCurrentDeleted: () => void;
};

const { change, changeMany, remove } = conversationLists;

/** What a person does with conversations of the list, with one by its menu or with all that are chosen. */
export function useListActs({ selection, currentId, onCurrentDeleted }: Place) {
  const [pending, setPending] = useState<Pending | null>(null);

  const actOnOne = (act: RowAct, row: ConversationSummary) => {
    if (act === 'pin') void change(row, { pinned: !row.pinned });
    else if (act === 'archive') void change(row, { archived: !row.archived });
    else if (act === 'select') selection.begin(row);
    else setPending({ act, conversations: [row] });
  };
  const chosen = [...(selection.chosen?.values() ?? [])];
  const ask = (act: Pending['act']) => {
    const [first, ...others] = chosen;
    if (first) setPending({ act, conversations: [first, ...others] });
  };
  const archiveChosen = async (isArchive: boolean) => {
    if (await changeMany(chosen, { act: isArchive ? 'unarchive' : 'archive' })) selection.end();
  };
  /** Does what was asked about, once it is confirmed. */
  const carryOut = {
    rename: (title: string) => {
      if (pending) void change(pending.conversations[0], { title });
    },
    async move(folder: string | null) {
      const [first, ...others] = pending?.conversations ?? [];
      if (!first) return;
      const isDone =
        others.length === 0
          ? await change(first, { folder })
          : await changeMany([first, ...others], { act: 'move', folder });
      if (isDone) selection.end();
    },
    async delete() {
      const rows = pending?.conversations ?? [];
      const [first] = rows;
      if (!first) return;
      const isDone =
        rows.length === 1 ? await remove(first.id) : await changeMany(rows, { act: 'delete' });
      if (!isDone) return;
      selection.end();
      if (rows.some(({ id }) => id === currentId)) onCurrentDeleted();
    },
  };
  return { pending, close: () => setPending(null), actOnOne, ask, archiveChosen, carryOut };
}

export type CarryOut = ReturnType<typeof useListActs>['carryOut'];
