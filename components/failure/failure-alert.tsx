import type { AppError } from '@/lib/domain/errors/app-error';
import { FailureText } from './failure-text';

/** Says at once, in the flow of a form or a section, that something did not work, and why. */
export function FailureAlert({ error }: { error: AppError }) {
  return (
    <p role="alert" className="text-danger-ink text-sm">
      <FailureText error={error} />
    </p>
  );
}
