'use client';

import { useTranslations } from 'next-intl';
import { ErrorText } from '@/components/message/error-text';
import { RequestNote } from '@/components/ui/request-note';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { ModelList } from '@/lib/protocol/models';

type ComposerNoticeProps = {
  error: AppError | null;
  /** The last question was not taken and is back in the composer. */
  wasRefused: boolean;
  /** Where one signs in and comes back from. */
  signInPath: string;
  unreachable: ModelList['unreachable'];
};

/** What stands between a person and a send: failures, and connections that do not answer. */
export function ComposerNotice({
  error,
  wasRefused,
  signInPath,
  unreachable,
}: ComposerNoticeProps) {
  const t = useTranslations('chat');
  const message = useTranslations('message');
  const requestId = error?.details.requestId;
  return (
    <>
      {error && (
        <p
          role="alert"
          className="rounded-control bg-danger-soft px-3 py-2 text-danger-ink text-sm"
        >
          <ErrorText code={error.code} details={error.details} />
          {wasRefused && ` ${t('refusedAlert')}`}
          {error.code === 'unauthenticated' && (
            <a href={signInPath} className="ms-2 font-medium underline underline-offset-2">
              {t('signInAgain')}
            </a>
          )}
          {requestId !== undefined && (
            <RequestNote text={message('requestId', { id: requestId })} />
          )}
        </p>
      )}
      {unreachable.map(({ connectionLabel }) => (
        <p
          key={connectionLabel}
          className="rounded-control bg-warning-soft px-3 py-2 text-sm text-warning-ink"
        >
          {t('connectionUnreachable', { connection: connectionLabel })}
        </p>
      ))}
    </>
  );
}
