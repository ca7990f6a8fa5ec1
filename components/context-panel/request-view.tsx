'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import { PanelSection } from './panel-section';
import { RequestText } from './request-text';

/** Shows the next request itself when it is asked for. */
export function RequestView({ subject }: { subject: PanelSubject }) {
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
