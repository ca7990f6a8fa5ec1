import { expect, test } from 'vitest';
import { type ListContent, listRows } from '@/components/sidebar/list-rows';
import { summaryOf } from '../../../support/messages';

const DAY = 24 * 60 * 60 * 1000;
const MIDNIGHT = Date.UTC(2026, 2, 2);

const content = (facts: Partial<ListContent> = {}): ListContent => ({
  pinned: [],
  folders: [],
  areFoldersOpen: true,
  conversations: [],
  hasMore: false,
  ...facts,
});
const rowsOf = (facts: Partial<ListContent>) =>
  listRows(content(facts), MIDNIGHT).map((row) => {
    if (row.type === 'conversation') {
      return `${row.conversation.title} ${row.place}/${row.placeCount}`;
    }
    return row.type === 'folder'
      ? `${row.folder.name} ${row.folder.count}`
      : `${row.type} ${row.section}`;
  });
const conversations = [
  summaryOf(1, { updatedAt: MIDNIGHT }),
  summaryOf(2, { updatedAt: MIDNIGHT - DAY }),
  summaryOf(3, { updatedAt: MIDNIGHT - DAY }),
];

test('what is pinned comes first, then the folders, then day by day', () => {
  const folders = [{ name: 'Trips', count: 4 }];
  expect(rowsOf({ pinned: [summaryOf(9)], folders, conversations })).toEqual([
    'heading pinned',
    '9 1/1',
    'heading folders',
    'Trips 4',
    'heading today',
    '1 1/1',
    'heading yesterday',
    '2 1/2',
    '3 2/2',
  ]);
});

test('while there are more, nobody knows how many the last day has', () => {
  expect(rowsOf({ conversations, hasMore: true })).toEqual([
    'heading today',
    '1 1/1',
    'heading yesterday',
    '2 1/-1',
    '3 2/-1',
    'more more',
  ]);
});

test('folders that are closed leave their heading', () => {
  expect(rowsOf({ folders: [{ name: 'Trips', count: 4 }], areFoldersOpen: false })).toEqual([
    'heading folders',
  ]);
});

test('of nothing there is nothing', () => {
  expect(rowsOf({})).toEqual([]);
});
