'use client';

import type { ReactNode } from 'react';

type LabelledProps = {
  /** Of the field; the fault is `<id>-fault`. */
  id: string;
  label: string;
  /** Why what is in it cannot be used; `null` where it can. */
  fault: string | null;
  children: ReactNode;
};

/** A field under its name, with what keeps it from being used. */
export function Labelled({ id, label, fault, children }: LabelledProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children}
      {fault !== null && (
        <p id={`${id}-fault`} role="alert" className="text-danger-ink text-xs">
          {fault}
        </p>
      )}
    </div>
  );
}
