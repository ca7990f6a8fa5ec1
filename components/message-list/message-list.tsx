'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import type { Row } from '@/lib/client/layout/row-heights';
import { useFocusedRow } from '@/lib/client/layout/use-focused-row';
import { useRowWindow } from '@/lib/client/layout/use-row-window';

type MessageListProps<Message extends Row> = {
  messages: readonly Message[];
  isAnswering: boolean;
  /** A message that stays mounted, as it is being changed. */
  editedId: string | undefined;
  /** About how high a message will be; the same function each time. */
  estimate: (message: Message, width: number) => number;
  renderMessage: (message: Message, index: number) => ReactNode;
  /** What stands behind the messages. */
  children?: ReactNode;
};

/**
 * The thread. Follows the newest words while the reader is at the end, and goes there for a new answer.
 * Of a long one only the part around the reader is mounted.
 */
export function MessageList<Message extends Row>(props: MessageListProps<Message>) {
  const { messages, isAnswering, editedId, estimate, renderMessage, children } = props;
  const t = useTranslations('chat');
  const { focusedId, ...focus } = useFocusedRow();
  const { scroller, content, slots, isAway, toEnd } = useRowWindow({
    rows: messages,
    estimate,
    // The last two: an answer that is being written, and its question.
    keptIds: [messages.at(-1)?.id, messages.at(-2)?.id, focusedId, editedId],
  });
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
          className="mx-auto max-w-column px-4 pt-6 pb-3"
          {...focus}
        >
          {slots.map((slot) =>
            slot.type === 'gap' ? (
              <div key={`gap-${slot.start}`} aria-hidden style={{ height: slot.height }} />
            ) : (
              <div key={slot.row.id} data-row={slot.row.id} className="flow-root pb-7">
                {renderMessage(slot.row, slot.index)}
              </div>
            ),
          )}
          {children}
        </div>
      </div>
      {isAway && (
        <Button
          onClick={toEnd}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 rounded-full shadow-raised"
        >
          <ArrowDown aria-hidden size={16} />
          {t('toBottom')}
        </Button>
      )}
    </div>
  );
}
