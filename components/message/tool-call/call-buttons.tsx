'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { ApprovalScope } from '@/lib/domain/tool/tool-choice';

type CallButtonsProps = {
  name: string;
  onAllow: (scope: ApprovalScope) => void;
  onDeny: () => void;
};

/** Whether a call may be made, and how far that holds. */
export function CallButtons({ name, onAllow, onDeny }: CallButtonsProps) {
  const t = useTranslations('tools');
  return (
    <fieldset>
      <legend className="mb-2">{t('question', { name })}</legend>
      <div className="flex flex-wrap gap-2 [&>button]:pointer-coarse:min-h-11">
        <Button variant="primary" onClick={() => onAllow('once')}>
          {t('allowOnce')}
        </Button>
        <Button onClick={() => onAllow('conversation')}>{t('allowConversation')}</Button>
        <Button onClick={() => onAllow('always')}>{t('allowAlways')}</Button>
        <Button variant="danger" onClick={onDeny}>
          {t('deny')}
        </Button>
      </div>
    </fieldset>
  );
}
