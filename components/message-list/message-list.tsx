'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import type { Row } from '@/lib/client/layout/row-heights';
import type { useFocusedRow } from '@/lib/client/layout/use-focused-row';
import type { RowWindow } from '@/lib/client/layout/use-row-window';

type MessageListProps<Message extends Row> = {
  list: RowWindow<Message>;
  focus: Omit<ReturnType<typeof useFocusedRow>, 'focusedId'>;
  isAnswering: boolean;
  renderMessage: (message: Message, index: number) => ReactNode;
  /** What stands behind the messages. */
  children?: ReactNode;
};

/** The thread. Follows the newest words while the reader is at the end, and goes there for a new answer. */
export function MessageList<Message extends Row>(props: MessageListProps<Message>) {
  const { list, focus, isAnswering, renderMessage, children } = props;
  const { scroller, content, slots, isAway, toEnd } = list;
  const t = useTranslations('chat');
  useEffect(() => {
    if (isAnswering) toEnd();
  }, [isAnswering, toEnd]);
  return (
    <div className="relative min-h-0 flex-1">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div {...scroller} tabIndex={0} className="h-full overflow-y-auto [overflow-anchor:none]">
        <div
          ref={content}
          role="log"
          aria-label={t('conversation')}
          aria-live="off"
          className="mx-auto max-w-column py-3"
          {...focus}
        >
          {slots.map((slot) =>
            slot.type === 'gap' ? (
              <div key={`gap-${slot.start}`} aria-hidden style={{ height: slot.height }} />
            ) : (
              // Contained: what changes in one row is no work for the others. Its padding leaves room for what
              // reaches over its words, such as the ring around a focused button.
              <div
                key={slot.row.id}
                data-row={slot.row.id}
                className="px-4 pt-3 pb-4 [contain:content]"
              >
                {renderMessage(slot.row, slot.index)}
              </div>
            ),
          )}
          <div className="px-4 pt-3">{children}</div>
        </div>
      </div>
      {isAway && (
        <Button
          onClick={toEnd}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 whitespace-nowrap rounded-full shadow-raised"
        >
          <ArrowDown aria-hidden size={16} />
          {t('toBottom')}
        </Button>
      )}
    </div>
  );
}
