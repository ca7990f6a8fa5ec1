'use client';

import { useId } from 'react';
import { Labelled } from './labelled';

/** How a field looks that machines read. */
export const FIELD =
  'w-full rounded-control border border-border-strong bg-raised px-3 py-2 font-normal font-mono text-base aria-invalid:border-danger-ink sm:text-xs';

type TextFieldProps = {
  label: string;
  value: string;
  /** Why it cannot be used; `null` where it can. */
  fault: string | null;
  placeholder?: string;
  onChange: (value: string) => void;
  /** The field is left. */
  onLeave?: () => void;
};

/** One line that machines read, with what keeps it from being used. */
export function TextField(props: TextFieldProps) {
  const { label, value, fault, placeholder, onChange, onLeave } = props;
  const id = useId();
  return (
    <Labelled id={id} label={label} fault={fault}>
      <input
        id={id}
        value={value}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        placeholder={placeholder}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onLeave}
        className={FIELD}
      />
    </Labelled>
  );
}
