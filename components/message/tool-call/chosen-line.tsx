'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';

const TEXTS = { allow: 'chosenAllow', deny: 'chosenDeny', reply: 'chosenReply' } as const;

type ChosenLineProps = {
  decision: CallDecision;
  /** Whether it is on its way. */
  isSending: boolean;
  onUndo: () => void;
};

/** A call is decided while others of the same answer are open; until then it can be decided anew. */
export function ChosenLine({ decision, isSending, onUndo }: ChosenLineProps) {
  const t = useTranslations('tools');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p role="status">{t(TEXTS[decision.type])}</p>
      {!isSending && (
        <Button variant="quiet" onClick={onUndo}>
          {t('undo')}
        </Button>
      )}
    </div>
  );
}
