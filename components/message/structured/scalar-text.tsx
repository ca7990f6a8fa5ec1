import { clsx } from 'clsx';

/** Longer texts are cut, in characters; the view as text has all of it. */
const MAX_SHOWN = 2_000;

/** A text, number or other single value. */
export function ScalarText({ value }: { value: string | number | boolean | null }) {
  if (typeof value === 'string') {
    return (
      <bdi className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value}
      </bdi>
    );
  }
  return (
    <span className={clsx(typeof value === 'number' ? 'text-meter-tools' : 'text-meter-text')}>
      {String(value)}
    </span>
  );
}
