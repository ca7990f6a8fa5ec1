'use client';

import { useTranslations } from 'next-intl';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';

const TEXTS = {
  'messages-joined': 'historyMessagesJoined',
  'message-dropped': 'historyMessageDropped',
  'call-renamed': 'historyCallRenamed',
  'result-added': 'historyResultAdded',
  'result-dropped': 'historyResultDropped',
  'answer-added': 'historyAnswerAdded',
  'question-added': 'historyQuestionAdded',
  'arguments-mended': 'historyArgumentsMended',
} as const;

/** What is changed of the history in the next request, in words; nothing where it goes as it is. */
export function HistoryRepairs({ repairs }: Pick<ShownPrompt, 'repairs'>) {
  const t = useTranslations('contextPanel');
  if (repairs.length === 0) return null;
  return (
    <div className="text-sm">
      <p>{t('historyRepairs')}</p>
      <ul className="list-disc ps-5 text-text-muted">
        {repairs.map((repair) => (
          <li key={repair}>{t(TEXTS[repair])}</li>
        ))}
      </ul>
    </div>
  );
}
