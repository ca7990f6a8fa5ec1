'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';

type ThinksFieldProps = {
  value: boolean | undefined;
  onChange: (value: false | undefined) => void;
};

/** Whether a model that must be told to think is told so. */
export function ThinksField({ value = true, onChange }: ThinksFieldProps) {
  const t = useTranslations('generation');
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 py-1 text-sm">
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-hint`}
        checked={value}
        onChange={(event) => onChange(event.target.checked ? undefined : false)}
        className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
      />
      <div>
        <label htmlFor={id}>{t('thinks')}</label>
        <p id={`${id}-hint`} className="text-text-faint text-xs">
          {t('thinksHint')}
        </p>
      </div>
    </div>
  );
}
