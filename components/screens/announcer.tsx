'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { MessageStatus } from '@/lib/domain/message';

const TEXTS = {
  streaming: 'answerStarted',
  waiting: 'answerWaiting',
  done: 'answerFinished',
  stopped: 'answerStopped',
  cut: 'answerFailed',
  failed: 'answerFailed',
  refused: 'answerFailed',
} as const satisfies Record<MessageStatus, string>;

/** Tells a screen reader that an answer waits, began or ended; the words themselves are not read out as they come. */
export function Announcer({ metadata }: { metadata: ChunkMetadata | undefined }) {
  const t = useTranslations('chat');
  const rate = useTranslations('rate');
  const { status, queue } = metadata ?? {};
  // What waits for the person is told also where nobody saw it begin.
  const [wasRunning, setWasRunning] = useState(false);
  useEffect(() => {
    if (status === 'streaming') setWasRunning(true);
  }, [status]);
  return (
    <p role="status" className="sr-only">
      {status &&
        (wasRunning || status === 'waiting') &&
        (queue ? rate('queued') : t(TEXTS[status]))}
    </p>
  );
}
