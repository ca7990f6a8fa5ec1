'use client';

import { useTranslations } from 'next-intl';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import type { Presets } from '@/lib/client/presets/use-presets';

type PresetsStateProps = {
  presets: Pick<Presets, 'presets' | 'isLoading' | 'loadError' | 'reload'>;
};

/** Says that presets are on their way, or why they did not come. */
export function PresetsState({ presets }: PresetsStateProps) {
  const t = useTranslations('presets');
  const { isLoading, loadError, reload } = presets;
  return (
    <>
      {loadError && (
        <div className="flex flex-col items-start gap-2">
          <FailureAlert error={loadError} />
          <Button onClick={reload}>{t('reload')}</Button>
        </div>
      )}
      {isLoading && presets.presets.length === 0 && (
        <p role="status" className="text-sm text-text-muted">
          {t('loading')}
        </p>
      )}
    </>
  );
}
