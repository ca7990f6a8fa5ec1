'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense } from 'react';
import type { SendDecisions } from '@/lib/client/tools/call-decisions';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { isOnlyThought } from '@/lib/domain/generation/is-only-thought';
import { phaseOf } from '@/lib/domain/generation/phase-of';
import { lastStepOf, withoutReplaced } from '@/lib/domain/generation/replaced-text';
import type { ChatMessage } from '@/lib/protocol/ui-message';
import { AnswerNotices } from './answer-notices';
import { AnswerText } from './answer-text';
import { AnswerNumbers } from './numbers/answer-numbers';
import type { Place } from './place';
import { QueueLine } from './queue-line';
import { ReasoningBlock } from './reasoning-block';
import { StructuredText } from './structured/structured-text';
import { SilenceLine, WaitingLine } from './waiting-line';

const ToolCall = lazyPart(() => import('./tool-call/tool-call'));

type AssistantMessageProps = {
  message: ChatMessage;
  place: Place;
  /** Goes on with an answer that waits, once each of its calls is decided. */
  onDecide: SendDecisions;
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
  const last = message.parts.at(-1)?.type;
  if (last === undefined || last === 'step-start') return <WaitingLine />;
  // A call counts by itself.
  if (last === 'dynamic-tool') return null;
  return <SilenceLine length={lengthOf(message)} />;
}

type AnswerPartProps = Pick<AssistantMessageProps, 'message' | 'place' | 'onDecide'> & {
  index: number;
};

/** One part of an answer: words, thoughts or a call; what only marks a place shows nothing. */
function AnswerPart({ message, place, onDecide, index }: AnswerPartProps) {
  const { id, parts, metadata } = message;
  const part = parts[index];
  const isGrowing = (metadata?.status ?? 'streaming') === 'streaming' && index === parts.length - 1;
  if (part?.type === 'text') {
    const words = { text: part.text, isStreaming: isGrowing };
    const hasForm = metadata?.call?.format !== undefined && lastStepOf(parts).includes(part);
    return hasForm ? <StructuredText {...words} metadata={metadata} /> : <AnswerText {...words} />;
  }
  if (part?.type === 'dynamic-tool') {
    const isNewest = place.position === place.count;
    return (
      <Suspense fallback={<div className="my-3 min-h-28 first:mt-0" />}>
        <ToolCall message={message} part={part} isNewest={isNewest} onDecide={onDecide} />
      </Suspense>
    );
  }
  if (part?.type !== 'reasoning') return null;
  const thoughtCount = parts.filter(({ type }) => type === 'reasoning').length;
  return (
    <ReasoningBlock
      name={`${id}-${index}`}
      text={part.text}
      isThinking={isGrowing}
      // The sum of several says nothing of each.
      durationMs={thoughtCount === 1 ? metadata?.timing?.reasoningMs : undefined}
    />
  );
}

/** An answer, in whatever state it is. */
export function AssistantMessage({
  message: told,
  place,
  onDecide,
  actions,
}: AssistantMessageProps) {
  const message = { ...told, parts: [...withoutReplaced(told.parts)] };
  const t = useTranslations('message');
  const metadata = message.metadata ?? {};
  const status = metadata.status ?? 'streaming';
  const isStreaming = status === 'streaming';
  const hasEnded = !isStreaming && status !== 'waiting';
  const { parts } = message;
  return (
    <article
      aria-label={t('assistant')}
      aria-posinset={place.position}
      aria-setsize={place.count}
      aria-busy={isStreaming}
      data-status={hasEnded ? status : 'streaming'}
      data-phase={hasEnded ? undefined : phaseOf(parts, metadata)}
      className="group min-w-0"
    >
      {parts.map((part, index) => {
        const key = `${part.type}-${index}`;
        return <AnswerPart key={key} {...{ message, place, onDecide, index }} />;
      })}
      {isStreaming && <PhaseLine message={message} />}
      <AnswerNotices metadata={metadata} isOnlyThought={isOnlyThought(parts)} />
      {!isStreaming && (
        <footer className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          {actions}
          <AnswerNumbers message={message} />
        </footer>
      )}
    </article>
  );
}
