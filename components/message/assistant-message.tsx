'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isOnlyThought } from '@/lib/domain/generation/is-only-thought';
import { phaseOf } from '@/lib/domain/generation/phase-of';
import type { ChatMessage } from '@/lib/protocol/ui-message';
import { AnswerNotices } from './answer-notices';
import { AnswerNumbers } from './answer-numbers';
import { AnswerText } from './answer-text';
import type { Place } from './place';
import { QueueLine } from './queue-line';
import { ReasoningBlock } from './reasoning-block';
import { SilenceLine, WaitingLine } from './waiting-line';

type AssistantMessageProps = {
  message: ChatMessage;
  place: Place;
  /** Copy, regenerate and versions. */
  actions: ReactNode;
};

/** How much there is of an answer: changes whenever something comes. */
const lengthOf = ({ parts }: ChatMessage): number =>
  parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 1), 0);

/** What stands below a running answer while nothing comes. */
function PhaseLine({ message }: { message: ChatMessage }) {
  const metadata = message.metadata ?? {};
  if (metadata.queue) return <QueueLine {...metadata.queue} />;
  if (message.parts.length === 0) return <WaitingLine />;
  return <SilenceLine length={lengthOf(message)} />;
}

/** An answer, in whatever state it is. */
export function AssistantMessage({ message, place, actions }: AssistantMessageProps) {
  const t = useTranslations('message');
  const metadata = message.metadata ?? {};
  const status = metadata.status ?? 'streaming';
  const isStreaming = status === 'streaming';
  const { parts } = message;
  const thoughtCount = parts.filter(({ type }) => type === 'reasoning').length;
  return (
    <article
      aria-label={t('assistant')}
      aria-posinset={place.position}
      aria-setsize={place.count}
      aria-busy={isStreaming}
      data-status={status}
      data-phase={isStreaming ? phaseOf(parts, metadata) : undefined}
      className="group min-w-0"
    >
      {parts.map((part, index) => {
        const isLast = index === parts.length - 1;
        const key = `${part.type}-${index}`;
        if (part.type === 'reasoning') {
          return (
            <ReasoningBlock
              key={key}
              name={`${message.id}-${index}`}
              text={part.text}
              isThinking={isStreaming && isLast}
              // The sum of several says nothing of each.
              durationMs={thoughtCount === 1 ? metadata.timing?.reasoningMs : undefined}
            />
          );
        }
        if (part.type !== 'text') return null;
        return <AnswerText key={key} text={part.text} isStreaming={isStreaming && isLast} />;
      })}
      {isStreaming && <PhaseLine message={message} />}
      <AnswerNotices metadata={metadata} isOnlyThought={isOnlyThought(parts)} />
      {!isStreaming && (
        <footer className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          {actions}
          <AnswerNumbers metadata={metadata} />
        </footer>
      )}
    </article>
  );
}
