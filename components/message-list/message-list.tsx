'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useStickToBottom } from '@/lib/client/layout/use-stick-to-bottom';

type MessageListProps = { isAnswering: boolean; children: ReactNode };

/** The thread. Follows the newest words while the reader is at the end, and goes there for a new answer. */
export function MessageList({ isAnswering, children }: MessageListProps) {
  const t = useTranslations('chat');
  const { scroller, content, isAway, toBottom } = useStickToBottom();
  useEffect(() => {
    if (isAnswering) toBottom();
  }, [isAnswering, toBottom]);
  return (
    <div className="relative min-h-0 flex-1">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div {...scroller} tabIndex={0} className="h-full overflow-y-auto">
        <div
          ref={content}
          role="log"
          aria-label={t('conversation')}
          aria-live="off"
          className="mx-auto flex max-w-column flex-col gap-7 px-4 pt-6 pb-10"
        >
          {children}
        </div>
      </div>
      {isAway && (
        <Button
          onClick={toBottom}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 rounded-full shadow-raised"
        >
          <ArrowDown aria-hidden size={16} />
          {t('toBottom')}
        </Button>
      )}
    </div>
  );
}
