'use client';

import { useId } from 'react';
import { Labelled } from './labelled';
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
    <Labelled id={id} label={label} fault={fault}>
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
    </Labelled>
  );
}
