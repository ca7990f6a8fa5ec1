'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { SendDecisions } from '@/lib/client/tools/call-decisions';
import { useCallDecisions } from '@/lib/client/tools/use-call-decisions';
import { type CallState, callStateOf } from '@/lib/domain/tool/call-state';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import { type ChatMessage, toolPartOf } from '@/lib/protocol/ui-message';
import { CallArguments } from './call-arguments';
import { CallButtons } from './call-buttons';
import { CallHead } from './call-head';
import { CallReply } from './call-reply';
import { CallResult } from './call-result';
import { ChosenLine } from './chosen-line';

type ToolCallProps = {
  message: ChatMessage;
  part: ChatMessage['parts'][number];
  /** Whether nothing follows the answer. */
  isNewest: boolean;
  /** Goes on with the answer once each of its calls is decided. */
  onDecide: SendDecisions;
};

const isOpen = (state: CallState) => state === 'approval' || state === 'reply';

/** Ids of the calls of an answer that wait for a person. */
function openCallsOf({ parts }: ChatMessage): string[] {
  return parts.flatMap((part) => {
    const call = toolPartOf(part);
    return call && isOpen(call.state) ? [call.callId] : [];
  });
}

/** What has the focus goes with the decision: the thread gets it, or a keyboard would begin at the page's top. */
function leaveFocus(card: Element | null): void {
  const thread = card?.closest('[role=log]')?.parentElement;
  if (card?.contains(document.activeElement)) thread?.focus({ preventScroll: true });
}

/** A call of a tool: what is asked of it, how far it is, what it gave, and what the person is to decide. */
export default function ToolCall({ message, part, isNewest, onDecide }: ToolCallProps) {
  const t = useTranslations('tools');
  const { chosen, isSending, choose, undo } = useCallDecisions(message.id);
  const card = useRef<HTMLFieldSetElement>(null);
  const call = toolPartOf(part);
  if (!call) return null;
  const status = message.metadata?.status ?? 'streaming';
  const state = callStateOf(call, status, isNewest);
  const { callId, name } = call;
  const key = `${message.id}/${callId}`;
  const decided = chosen.get(callId);
  // While the answer is still being written, other calls of it may come.
  const mayDecide = isOpen(state) && status === 'waiting';
  const decide = (decision: CallDecision) => {
    if (choose(decision, openCallsOf(message), onDecide)) leaveFocus(card.current);
  };
  return (
    <fieldset
      ref={card}
      aria-label={t('call', { name })}
      data-call={state}
      className="my-3 min-w-0 overflow-hidden rounded-card border border-border bg-surface text-sm first:mt-0"
    >
      <CallHead
        name={name}
        state={state}
        timerKey={key}
        ms={call.output?.ms}
        isDecided={mayDecide && decided !== undefined}
      />
      <div className="flex flex-col gap-3 px-3.5 pb-3.5">
        <CallArguments name={key} input={call.input} isAsked={isOpen(state)} />
        <CallResult name={key} output={call.output} />
        {mayDecide && decided && (
          <ChosenLine decision={decided} isSending={isSending} onUndo={() => undo(callId)} />
        )}
        {mayDecide && !decided && state === 'approval' && (
          <CallButtons
            name={name}
            onAllow={(scope) => decide({ callId, type: 'allow', scope })}
            onDeny={() => decide({ callId, type: 'deny' })}
          />
        )}
        {mayDecide && !decided && state === 'reply' && (
          <CallReply
            name={key}
            onReply={(text) => decide({ callId, type: 'reply', text })}
            onDeny={() => decide({ callId, type: 'deny' })}
          />
        )}
      </div>
    </fieldset>
  );
}
