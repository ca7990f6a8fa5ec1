import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

const VARIANTS = {
  primary: 'bg-accent text-accent-text hover:opacity-90',
  outline: 'border border-border-strong bg-raised text-text hover:bg-surface',
  danger: 'border border-danger-ink bg-raised text-danger-ink hover:bg-danger-soft',
  quiet: 'text-text-muted hover:bg-surface hover:text-text',
} as const;

type ButtonProps = ComponentProps<'button'> & { variant?: keyof typeof VARIANTS };

/** A button with words. */
export function Button({ variant = 'outline', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={clsx(
        'inline-flex min-h-9 items-center justify-center gap-2 rounded-control px-3 py-1.5 font-medium text-sm transition-colors disabled:cursor-not-allowed disabled:opacity-50',
        VARIANTS[variant],
        className,
      )}
      {...rest}
    />
  );
}
