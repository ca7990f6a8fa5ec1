'use client';

import { useTranslations } from 'next-intl';
import { FailureText } from '@/components/failure/failure-text';
import { Button } from '@/components/ui/button';
import { ErrorNote } from '@/components/ui/error-note';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import type { PanelPrompt } from '@/lib/client/context-panel/use-shown-prompt';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import type { AppError } from '@/lib/domain/errors/app-error';
import { NoModel } from './no-model';

type PanelStateProps = {
  panel: PanelPrompt;
  subject: Pick<PanelSubject, 'model'> & {
    models: Pick<PanelSubject['models'], 'isLoading' | 'error' | 'refresh'>;
    own: { error: AppError | null; store: Pick<SettingsStore, 'dismissError'> };
  };
};

/** That the panel is being filled, cannot be, or that a choice made in it was not kept. */
export function PanelState({ panel, subject }: PanelStateProps) {
  const t = useTranslations('contextPanel');
  const { prompt, loadError, isLoading, reload } = panel;
  const { model, models, own } = subject;
  const { error: changeError, store } = own;
  const isEmpty = !prompt && !loadError;
  const hasNoModel = isEmpty && !isLoading && !model && !models.isLoading;
  return (
    <>
      {changeError && (
        <ErrorNote
          text={
            changeError.code === 'conflict' ? t('conflict') : <FailureText error={changeError} />
          }
          onDismiss={store.dismissError}
          dismissLabel={t('dismiss')}
        />
      )}
      {loadError && !isLoading && (
        <div role="alert" className="flex flex-col items-start gap-3 text-danger-ink text-sm">
          <p>
            <FailureText error={loadError} />
          </p>
          <Button onClick={reload}>{t('reload')}</Button>
        </div>
      )}
      {hasNoModel && <NoModel models={models} />}
      {!prompt && (isLoading || !loadError) && !hasNoModel && (
        <div role="status" className="flex animate-pulse flex-col gap-4">
          <span className="sr-only">{t('loading')}</span>
          <div className="h-3 rounded-full bg-border" />
          <div className="h-4 w-2/3 rounded bg-border" />
          <div className="h-16 rounded-control bg-border" />
          <div className="h-16 rounded-control bg-border" />
        </div>
      )}
    </>
  );
}
