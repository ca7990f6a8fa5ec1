'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { SwitchField } from '@/components/ui/switch-field';
import { fetchSettings, saveSettings } from '@/lib/client/api/settings';
import { noteKeepsLargest } from '@/lib/client/image/longest-edge';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';

/** Whether pictures are kept larger than models look at, so that they can look closer. */
export function LargestField() {
  const t = useTranslations('settings');
  const [isOn, setOn] = useState<boolean | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const run = async (act: () => Promise<boolean>) => {
    setError(null);
    try {
      setOn(await act());
    } catch (cause) {
      setError(toAppError(cause));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once, when it is opened.
  useEffect(() => {
    void run(async () => (await fetchSettings()).keepsLargest);
  }, []);
  const save = (keepsLargest: boolean) =>
    run(async () => {
      await saveSettings({ keepsLargest });
      noteKeepsLargest(keepsLargest);
      return keepsLargest;
    });
  return (
    <section>
      <SwitchField
        label={t('keepsLargest')}
        hint={t('keepsLargestHint')}
        isOn={isOn === true}
        isDisabled={isOn === null}
        onChange={(next) => void save(next)}
        className="inline-flex min-h-9 gap-2.5 font-semibold"
      />
      {error && <FailureAlert error={error} />}
    </section>
  );
}
