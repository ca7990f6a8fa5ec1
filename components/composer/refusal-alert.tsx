import { useTranslations } from 'next-intl';
import { FailureText } from '@/components/failure/failure-text';
import { ErrorNote } from '@/components/ui/error-note';
import type { DraftSnapshot } from '@/lib/client/draft/draft-snapshot';
import type { DraftStore } from '@/lib/client/draft/draft-store';

type RefusalAlertProps = { draft: DraftStore; snapshot: DraftSnapshot };

/** Files that are not in the draft, and pictures that could not be uploaded, by name and reason. */
export function RefusalAlert({ draft, snapshot }: RefusalAlertProps) {
  const t = useTranslations('composer');
  const { refusals, attachments } = snapshot;
  const failures = attachments.flatMap(({ key, name, state }) =>
    state.status === 'failed' ? [{ key, name, error: state.error }] : [],
  );
  return (
    <>
      {refusals.length > 0 && (
        <div className="px-3">
          <ErrorNote
            text={
              <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto">
                {refusals.map(({ key, error }) => (
                  <li key={key} dir="auto">
                    <FailureText error={error} />
                  </li>
                ))}
              </ul>
            }
            dismissLabel={t('dismiss')}
            onDismiss={draft.dismissRefusals}
          />
        </div>
      )}
      {failures.map(({ key, name, error }) => (
        <p
          key={key}
          role="alert"
          className="mx-3 mt-2 rounded-control bg-danger-soft px-3 py-2 text-danger-ink text-sm"
        >
          <bdi className="font-medium">{name}</bdi>: <FailureText error={error} />
        </p>
      ))}
    </>
  );
}
