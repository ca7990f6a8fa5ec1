'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { ImportReport } from './import-report';
import { type ImportState, useImport } from './use-import';

/** How far it is, as a bar and in words. */
function Progress({ state }: { state: ImportState }) {
  const t = useTranslations('transfer');
  if (state.step !== 'uploading' && state.step !== 'reading') return null;
  const isUploading = state.step === 'uploading';
  const total = isUploading ? 1 : state.total;
  const reached = isUploading ? state.part : state.done;
  const counted = isUploading || total === null ? null : t('importing', { done: reached, total });
  const label = isUploading ? t('uploading') : (counted ?? t('reading', { count: reached }));
  return (
    <label className="flex w-full flex-col gap-1 text-sm text-text-muted">
      {label}
      <progress
        className="h-2 w-full accent-accent"
        max={total ?? 1}
        {...(total === null ? {} : { value: Math.min(reached, total) })}
      />
    </label>
  );
}

/** Takes conversations in from a file: choose, see what is in it, import. */
export function ImportSection({ onImported }: { onImported: () => void }) {
  const t = useTranslations('transfer');
  const input = useRef<HTMLInputElement>(null);
  const { state, check, start, cancel } = useImport(onImported);
  const isBusy = state.step === 'uploading' || state.step === 'reading';
  const count = state.step === 'found' ? state.report.conversations : 0;
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = '';
    if (file) check(file);
  };
  return (
    <section className="flex flex-col items-start gap-2">
      <h4 className="font-medium text-sm">{t('import')}</h4>
      <p className="text-sm text-text-muted">{t('importText')}</p>
      <div role="status" className="flex w-full flex-col gap-2">
        <Progress state={state} />
        {(state.step === 'found' || state.step === 'done') && (
          <ImportReport report={state.report} />
        )}
      </div>
      {state.step === 'failed' && <FailureAlert error={state.error} />}
      <div className="flex flex-wrap gap-2">
        {count > 0 && (
          <Button variant="primary" onClick={start}>
            {t('importCount', { count })}
          </Button>
        )}
        {isBusy ? (
          <Button onClick={cancel}>{t('cancel')}</Button>
        ) : (
          <Button onClick={() => input.current?.click()}>
            {state.step === 'idle' ? t('chooseFile') : t('chooseAnother')}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".zip,.json,application/zip,application/json"
        onChange={choose}
      />
    </section>
  );
}
