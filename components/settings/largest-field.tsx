'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { fetchSettings, saveSettings } from '@/lib/client/api/settings';
import { noteKeepsLargest } from '@/lib/client/image/longest-edge';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';

/** Whether pictures are kept larger than models look at, so that they can look closer. */
export function LargestField() {
  const t = useTranslations('settings');
  const id = useId();
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
      <label
        htmlFor={id}
        className="inline-flex min-h-9 items-center gap-2.5 font-semibold text-sm pointer-coarse:min-h-11"
      >
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={isOn === true}
          aria-describedby={`${id}-hint`}
          checked={isOn === true}
          disabled={isOn === null}
          onChange={(event) => void save(event.target.checked)}
          className="size-4 shrink-0 accent-accent"
        />
        {t('keepsLargest')}
      </label>
      <p id={`${id}-hint`} className="text-sm text-text-muted">
        {t('keepsLargestHint')}
      </p>
      {error && <FailureAlert error={error} />}
    </section>
  );
}
