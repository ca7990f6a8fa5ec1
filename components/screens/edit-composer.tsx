'use client';

import { useTranslations } from 'next-intl';
import { Composer } from '@/components/composer/composer';
import { Button } from '@/components/ui/button';
import type { DraftStore } from '@/lib/client/draft/draft-store';

type EditComposerProps = {
  draft: DraftStore;
  isAnswering: boolean;
  calibration: number;
  onSend: () => void;
  onCancel: () => void;
  onStop: () => void;
};

/** A sent question with its pictures, to be changed and sent as a new version. */
export function EditComposer(props: EditComposerProps) {
  const { draft, isAnswering, calibration, onSend, onCancel, onStop } = props;
  const t = useTranslations('message');
  const cancel = () => {
    draft.clear();
    onCancel();
  };
  return (
    <div className="w-full">
      <Composer
        draft={draft}
        status={isAnswering ? 'answering' : 'ready'}
        calibration={calibration}
        onSend={onSend}
        onStop={onStop}
        autoFocus
      />
      <div className="mt-2 flex items-center justify-between gap-3 text-sm text-text-muted">
        {t('editHint')}
        <Button onClick={cancel}>{t('cancelEdit')}</Button>
      </div>
    </div>
  );
}
