'use client';

import { useId } from 'react';
import { FIELD } from './text-field';

type LongFieldProps = {
  label: string;
  value: string;
  rows: number;
  /** Why it cannot be used; `null` where it can. */
  fault: string | null;
  onChange: (value: string) => void;
};

/** Some lines that people or models read, with what keeps them from being used. */
export function LongField({ label, value, rows, fault, onChange }: LongFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={rows}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={({ target }) => onChange(target.value)}
        className={FIELD}
      />
      {fault !== null && (
        <p id={`${id}-fault`} role="alert" className="text-danger-ink text-xs">
          {fault}
        </p>
      )}
    </div>
  );
}
