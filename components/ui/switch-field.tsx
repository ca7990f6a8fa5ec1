'use client';

import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';

type SwitchFieldProps = {
  label: ReactNode;
  /** What it does. */
  hint?: string;
  isOn: boolean;
  isDisabled: boolean;
  onChange: (isOn: boolean) => void;
  /** Looks of the label. */
  className: string;
};

/** Something that is on or off. */
export function SwitchField(props: SwitchFieldProps) {
  const { label, hint, isOn, isDisabled, onChange, className } = props;
  const id = useId();
  return (
    <>
      <label
        htmlFor={id}
        className={clsx('items-center text-sm pointer-coarse:min-h-11', className)}
      >
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          checked={isOn}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 shrink-0 accent-accent"
        />
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-text-muted">
          {hint}
        </p>
      )}
    </>
  );
}
