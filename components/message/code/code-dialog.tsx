'use client';

import { useTranslations } from 'next-intl';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { CodeSubject } from '@/lib/client/api/code';
import { useCodeRequest } from '@/lib/client/code/use-code-request';
import { CodeView } from './code-view';

/** The request of an answer as programs, to read, copy and save. */
export default function CodeDialog({
  subject,
  onClose,
}: {
  subject: CodeSubject;
  onClose: () => void;
}) {
  const t = useTranslations('code');
  const { request, error, isLoading, isInline, setInline, reload } = useCodeRequest(subject);
  return (
    <Dialog
      isOpen
      title={t('title')}
      description={t('description')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      {error && (
        <div className="flex flex-col items-start gap-3">
          <FailureAlert error={error} />
          <Button onClick={reload}>{t('retry')}</Button>
        </div>
      )}
      {!request && !error && (
        <p role="status" className="text-sm text-text-muted">
          {t('loading')}
        </p>
      )}
      {request && (
        <CodeView
          subject={subject}
          request={request}
          isLoading={isLoading}
          isInline={isInline}
          onInline={setInline}
        />
      )}
    </Dialog>
  );
}
