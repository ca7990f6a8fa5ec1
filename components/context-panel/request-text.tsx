'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { FailureAlert } from '@/components/failure/failure-alert';
import { CopyButton } from '@/components/ui/copy-button';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { useRequestText } from '@/lib/client/context-panel/use-request-text';
import { RepairList } from './repair-list';
import { ScrollBox } from './scroll-box';

/** More is not put on the page, in characters. */
const MOST_SHOWN = 100_000;

/** The JSON of the next request, to read and to copy. */
export function RequestText({ subject }: { subject: PanelSubject }) {
  const t = useTranslations('contextPanel');
  const format = useFormatter();
  const { text, repairs, error } = useRequestText(subject);
  if (error) return <FailureAlert error={error} />;
  if (text === null) {
    return (
      <p role="status" className="text-sm text-text-muted">
        {t('loading')}
      </p>
    );
  }
  const hidden = text.length - MOST_SHOWN;
  return (
    <>
      <RepairList repairs={repairs} />
      <div className="flex justify-end">
        <CopyButton
          label={t('copy')}
          copiedLabel={t('copied')}
          failedLabel={t('copyFailed')}
          caption={t('copy')}
          text={text}
        />
      </div>
      <ScrollBox label={t('requestText')} className="max-h-96">
        <pre dir="ltr" className="whitespace-pre-wrap font-mono text-xs">
          {text.slice(0, MOST_SHOWN)}
        </pre>
      </ScrollBox>
      {hidden > 0 && (
        <p className="pt-1 text-text-faint text-xs">
          {t('requestMore', { count: format.number(hidden) })}
        </p>
      )}
    </>
  );
}
