'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { JsonArea } from '../fields/json-area';

type ParametersFieldProps = {
  text: string;
  /** Why it cannot be used; `null` where it can. */
  fault: string | null;
  onChange: (text: string) => void;
};

/** The JSON Schema of a tool's arguments, judged while it is typed. */
export function ParametersField({ text, fault, onChange }: ParametersFieldProps) {
  const t = useTranslations('tools');
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {t('parameters')}
      </label>
      <JsonArea
        id={id}
        rows={9}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-state`}
        onChange={({ target }) => onChange(target.value)}
      />
      <p
        id={`${id}-state`}
        role="status"
        className={clsx(
          'text-xs [overflow-wrap:anywhere]',
          fault === null ? 'text-text-muted' : 'text-danger-ink',
        )}
      >
        {fault ?? t('schemaFine')}
      </p>
    </div>
  );
}
