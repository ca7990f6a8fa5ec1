import type { ConversationSummary, Folder } from '@/lib/domain/conversation/conversation';
import { type DayGroup, groupByDay } from './group-by-day';

export type Section = 'pinned' | 'folders' | DayGroup | 'more';

/** One line of the list. Lines of a section follow each other. */
export type ListRow =
  | { readonly type: 'heading'; readonly section: Section }
  | { readonly type: 'folder'; readonly section: Section; readonly folder: Folder }
  | {
      readonly type: 'conversation';
      readonly section: Section;
      readonly conversation: ConversationSummary;
      /** Place in its section, from 1, and how many there are; -1 while that is not known. */
      readonly place: number;
      readonly placeCount: number;
    }
  /** The next page is on its way, or did not come. */
  | { readonly type: 'more'; readonly section: Section };

/** What is to be listed. */
export type ListContent = {
  readonly pinned: readonly ConversationSummary[];
  readonly folders: readonly Folder[];
  readonly areFoldersOpen: boolean;
  readonly conversations: readonly ConversationSummary[];
  readonly hasMore: boolean;
};

function sectionRows(
  section: Section,
  conversations: readonly ConversationSummary[],
  isWhole: boolean,
): ListRow[] {
  const placeCount = isWhole ? conversations.length : -1;
  const rows = conversations.map(
    (conversation, index): ListRow => ({
      type: 'conversation',
      section,
      conversation,
      place: index + 1,
      placeCount,
    }),
  );
  return rows.length === 0 ? [] : [{ type: 'heading', section }, ...rows];
}

function folderRows({ folders, areFoldersOpen }: ListContent): ListRow[] {
  if (folders.length === 0) return [];
  const section = 'folders';
  const rows = areFoldersOpen ? folders : [];
  return [
    { type: 'heading', section },
    ...rows.map((folder): ListRow => ({ type: 'folder', section, folder })),
  ];
}

/**
 * The lines of the list from top to end: what is pinned, the folders, then day by day.
 *
 * @param startOfToday - Midnight where the person is, in milliseconds since 1970.
 */
export function listRows(content: ListContent, startOfToday: number): ListRow[] {
  const { pinned, conversations, hasMore } = content;
  const days = groupByDay(conversations, startOfToday);
  return [
    ...sectionRows('pinned', pinned, true),
    ...folderRows(content),
    ...days.flatMap(([day, members], index) =>
      sectionRows(day, members, !hasMore || index < days.length - 1),
    ),
    ...(hasMore ? [{ type: 'more', section: 'more' } as const] : []),
  ];
}
