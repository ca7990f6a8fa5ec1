'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import { HistoryRepairs } from './history-repairs';
import { PanelSection } from './panel-section';
import { RequestText } from './request-text';

type RequestViewProps = Pick<ShownPrompt, 'repairs'> & { subject: PanelSubject };

/** Shows the next request itself when it is asked for. */
export function RequestView({ subject, repairs }: RequestViewProps) {
  const t = useTranslations('contextPanel');
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <PanelSection title={t('request')}>
      {subject.conversationId === null ? (
        <p className="text-sm text-text-muted">{t('requestLater')}</p>
      ) : (
        <>
          <p className="text-sm text-text-muted">{t('requestHint')}</p>
          <HistoryRepairs repairs={repairs} />
          <Button
            className="self-start"
            aria-expanded={isShown}
            aria-controls={id}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'requestHide' : 'requestShow')}
          </Button>
          <div id={id}>{isShown && <RequestText subject={subject} />}</div>
        </>
      )}
    </PanelSection>
  );
}
