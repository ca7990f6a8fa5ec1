'use client';

import { useUnreadCount } from '@/lib/client/conversations/use-unread-count';
import { usePageVisible } from '@/lib/client/layout/use-page-visible';

/**
 * What stands before the tab's title while the page is not in front: how many conversations have an
 * answer that nobody has seen, else a dot while one is being written.
 */
export function useTitleMark(isBusy: boolean): string {
  const isVisible = usePageVisible();
  const unread = useUnreadCount();
  if (isVisible) return '';
  if (unread > 0) return `(${unread}) `;
  return isBusy ? '● ' : '';
}
