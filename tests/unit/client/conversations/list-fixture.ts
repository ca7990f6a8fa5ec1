import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { asId, type ConversationId } from '@/lib/domain/ids';
import type { ConversationList } from '@/lib/protocol/conversations';
import { summaryOf } from '../../../support/messages';

export const idOf = (name: string) => asId<ConversationId>(name);

/** A line with a name for its id and title. */
export const row = (
  name: string,
  updatedAt: number,
  facts: Partial<ConversationSummary> = {},
): ConversationSummary => summaryOf(updatedAt, { id: idOf(name), title: name, ...facts });

export const page = (
  rows: ConversationSummary[],
  next: string | null = null,
  pinned: ConversationSummary[] = [],
): ConversationList => ({ conversations: rows, pinned, next });

export const namesOf = (rows: readonly ConversationSummary[]) => rows.map(({ id }) => String(id));
