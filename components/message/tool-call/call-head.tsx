'use client';

import { clsx } from 'clsx';
import {
  Ban,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Hourglass,
  type LucideIcon,
  MessageCircleQuestionMark,
  Unplug,
} from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useSecondsOf } from '@/lib/client/layout/use-seconds-of';
import type { CallState } from '@/lib/domain/tool/call-state';

type Look = { readonly icon: LucideIcon; readonly tone: string };

const LOOKS: Readonly<Record<CallState, Look>> = {
  running: { icon: Hourglass, tone: 'text-text-muted' },
  approval: { icon: CircleQuestionMark, tone: 'text-accent-ink' },
  reply: { icon: MessageCircleQuestionMark, tone: 'text-accent-ink' },
  done: { icon: CircleCheck, tone: 'text-text-muted' },
  failed: { icon: CircleX, tone: 'text-danger-ink' },
  denied: { icon: Ban, tone: 'text-text-muted' },
  cancelled: { icon: Unplug, tone: 'text-text-muted' },
};

const TEXTS = {
  approval: 'stateApproval',
  reply: 'stateReply',
  done: 'stateDone',
  failed: 'stateFailed',
  denied: 'stateDenied',
  cancelled: 'stateCancelled',
} as const;

/** Seconds that a running call takes, counted where it was seen to begin. */
function RunningTime({ timerKey }: { timerKey: string }) {
  const t = useTranslations('tools');
  const seconds = useSecondsOf(`call ${timerKey}`, true);
  return <>{seconds < 1 ? t('stateRunning') : t('stateRunningSince', { seconds })}</>;
}

type CallHeadProps = {
  name: string;
  state: CallState;
  /** The same wherever this call is shown again. */
  timerKey: string;
  /** How long it took. */
  ms: number | undefined;
  /** Whether the person has decided, and the answer does not go on yet. */
  isDecided: boolean;
};

/** Which tool is called, how far the call is, and how long it took. */
export function CallHead({ name, state, timerKey, ms, isDecided }: CallHeadProps) {
  const t = useTranslations('tools');
  const format = useFormatter();
  const { icon: Icon, tone } = LOOKS[state];
  const isOver = state === 'done' || state === 'failed';
  const seconds = format.number((ms ?? 0) / 1000, { maximumFractionDigits: 2 });
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 px-3.5 py-2.5">
      <Icon
        aria-hidden
        size={16}
        className={clsx('shrink-0', tone, state === 'running' && 'motion-safe:animate-pulse')}
      />
      <bdi className="min-w-0 break-all font-mono font-semibold text-[0.8125rem]">{name}</bdi>
      <span className={clsx('ms-auto tabular-nums', tone)}>
        {state === 'running' ? (
          <RunningTime timerKey={timerKey} />
        ) : (
          t(isDecided ? 'stateDecided' : TEXTS[state])
        )}
        {isOver && ms !== undefined && ms > 0 && ` · ${t('seconds', { seconds })}`}
      </span>
    </p>
  );
}
