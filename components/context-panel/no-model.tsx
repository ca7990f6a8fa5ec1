'use client';

import { useTranslations } from 'next-intl';
import { FailureText } from '@/components/failure/failure-text';
import { Button } from '@/components/ui/button';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';

/** That nothing can be told without a model: why there is none, and a way to look for one again. */
export function NoModel({ models }: { models: Pick<PanelSubject['models'], 'error' | 'refresh'> }) {
  const t = useTranslations('contextPanel');
  const chat = useTranslations('chat');
  return (
    <div role="status" className="flex flex-col items-start gap-3 text-danger-ink text-sm">
      <p>{models.error ? <FailureText error={models.error} /> : chat('noModels')}</p>
      <Button onClick={() => void models.refresh()}>{t('reload')}</Button>
    </div>
  );
}
