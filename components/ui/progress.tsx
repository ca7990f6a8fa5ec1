import { clsx } from 'clsx';

type ProgressProps = {
  /** Accessible name. */
  label: string;
  /** How far, 0 to 1. */
  value: number;
  className?: string;
};

/** A bar over a picture that fills while something is under way. */
export function Progress({ label, value, className }: ProgressProps) {
  const percent = Math.round(value * 100);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={clsx('block h-1 overflow-hidden rounded-full bg-black/60', className)}
    >
      <span className="block h-full bg-white" style={{ width: `${percent}%` }} />
    </span>
  );
}
