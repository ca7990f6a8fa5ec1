import { clsx } from 'clsx';
import type { ReactNode } from 'react';

type ScrollBoxProps = {
  /** Accessible name. */
  label: string;
  className?: string;
  children: ReactNode;
};

/** A long text to read, in a box that the keyboard can scroll. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section without a heading; it is a region by its name.
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      tabIndex={0}
      dir="auto"
      className={clsx(
        'max-h-60 overflow-auto rounded-control border border-border bg-raised px-3 py-2 [overflow-wrap:anywhere]',
        className,
      )}
    >
      {children}
    </div>
  );
}
