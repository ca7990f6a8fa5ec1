'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ChatMessage } from '@/lib/protocol/ui-message';
import { AnswerNotices } from './answer-notices';
import { AnswerNumbers } from './answer-numbers';
import { AnswerText } from './answer-text';
import type { Place } from './place';
import { ReasoningBlock } from './reasoning-block';
import { WaitingLine } from './waiting-line';

type AssistantMessageProps = {
  message: ChatMessage;
  place: Place;
  /** Copy, regenerate and versions. */
  actions: ReactNode;
};

function phaseOf(message: ChatMessage): 'waiting' | 'thinking' | 'writing' {
  const last = message.parts.at(-1);
  if (!last) return 'waiting';
  return last.type === 'reasoning' ? 'thinking' : 'writing';
}

/** An answer, in whatever state it is. */
export function AssistantMessage({ message, place, actions }: AssistantMessageProps) {
  const t = useTranslations('message');
  const metadata = message.metadata ?? {};
  const status = metadata.status ?? 'streaming';
  const isStreaming = status === 'streaming';
  const phase = phaseOf(message);
  return (
    <article
      aria-label={t('assistant')}
      aria-posinset={place.position}
      aria-setsize={place.count}
      aria-busy={isStreaming}
      data-status={status}
      data-phase={isStreaming ? phase : undefined}
      className="group min-w-0"
    >
      {message.parts.map((part, index) => {
        const isLast = index === message.parts.length - 1;
        const key = `${part.type}-${index}`;
        if (part.type === 'reasoning') {
          return <ReasoningBlock key={key} text={part.text} isOpen={isStreaming && isLast} />;
        }
        if (part.type !== 'text') return null;
        return <AnswerText key={key} text={part.text} isStreaming={isStreaming && isLast} />;
      })}
      {isStreaming && phase === 'waiting' && <WaitingLine />}
      <AnswerNotices metadata={metadata} />
      {!isStreaming && (
        <footer className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          {actions}
          <AnswerNumbers metadata={metadata} />
        </footer>
      )}
    </article>
  );
}
