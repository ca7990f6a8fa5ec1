'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { MessageStatus } from '@/lib/domain/message';

const TEXTS = {
  streaming: 'answerStarted',
  done: 'answerFinished',
  stopped: 'answerStopped',
  cut: 'answerFailed',
  failed: 'answerFailed',
  refused: 'answerFailed',
} as const satisfies Record<MessageStatus, string>;

/** Tells a screen reader that an answer began or ended; the words themselves are not read out as they come. */
export function Announcer({ status }: { status: MessageStatus | undefined }) {
  const t = useTranslations('chat');
  const [wasRunning, setWasRunning] = useState(false);
  useEffect(() => {
    if (status === 'streaming') setWasRunning(true);
  }, [status]);
  return (
    <p role="status" className="sr-only">
      {status && wasRunning && t(TEXTS[status])}
    </p>
  );
}
