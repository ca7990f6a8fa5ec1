import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  /** Accessible name, also shown as a hint. */
  label: string;
  /** Edge of the icon in pixels. */
  iconSize?: number;
};

/** A button that is only an icon; its target is at least 36 px, 44 px where the pointer is coarse. */
export function IconButton({
  icon: Icon,
  label,
  iconSize = 18,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-control text-text-muted transition-colors hover:bg-surface hover:text-text disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:size-11',
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden size={iconSize} />
    </button>
  );
}
