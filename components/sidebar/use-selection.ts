'use client';

import { useEffect, useState } from 'react';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import type { ConversationId } from '@/lib/domain/ids';

type Rows = readonly ConversationSummary[];
type Chosen = ReadonlyMap<ConversationId, ConversationSummary>;

/** What is chosen, and where a range begins. */
type State = { readonly chosen: Chosen; readonly anchor: ConversationId };

/** The rows from one to another, both included, whichever is above. */
function between(rows: Rows, anchor: ConversationId, id: ConversationId): Rows {
  const places = [anchor, id].map((each) => rows.findIndex((row) => row.id === each));
  const [from = -1, to = -1] = places.toSorted((one, other) => one - other);
  return from < 0 ? rows.filter((row) => row.id === id) : rows.slice(from, to + 1);
}

export type Selection = ReturnType<typeof useSelection>;

/** Conversations chosen to do one thing with all of them; `chosen` is `null` while none are. */
export function useSelection() {
  const [state, setState] = useState<State | null>(null);
  const isSelecting = state !== null;
  useEffect(() => {
    if (!isSelecting) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // A dialog that Escape closes has the key for itself.
      if (event.key === 'Escape' && !event.defaultPrevented) setState(null);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isSelecting]);
  return {
    chosen: state?.chosen ?? null,
    begin: (row: ConversationSummary) =>
      setState({ chosen: new Map([[row.id, row]]), anchor: row.id }),
    /** Chooses a row, or not any more; with `rows` all from the last one pressed to it. */
    toggle(row: ConversationSummary, rows: Rows | null) {
      setState((before) => {
        if (!before) return before;
        const chosen = new Map(before.chosen);
        const isChosen = chosen.has(row.id);
        for (const each of rows ? between(rows, before.anchor, row.id) : [row]) {
          if (isChosen) chosen.delete(each.id);
          else chosen.set(each.id, each);
        }
        return { chosen, anchor: row.id };
      });
    },
    end: () => setState(null),
  };
}
