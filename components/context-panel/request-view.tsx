'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import { HistoryRepairs } from './history-repairs';
import { PanelSection } from './panel-section';
import { RequestText } from './request-text';

type Shown = Pick<ShownPrompt, 'repairs' | 'settings' | 'excessTokens'>;
type RequestViewProps = { subject: PanelSubject; prompt: Shown };

/** A prompt that is too long is not sent as it is shown, unless the oldest turns give way. */
function hintKey({ settings, excessTokens }: Shown) {
  if (excessTokens === 0 || settings.contextStrategy === 'drop-oldest') return 'requestHint';
  return settings.contextStrategy === 'stop' ? 'requestHintStop' : 'requestHintSummarise';
}

/** Shows the next request itself when it is asked for. */
export function RequestView({ subject, prompt }: RequestViewProps) {
  const t = useTranslations('contextPanel');
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <PanelSection title={t('request')}>
      {subject.conversationId === null ? (
        <p className="text-sm text-text-muted">{t('requestLater')}</p>
      ) : (
        <>
          <p className="text-sm text-text-muted">{t(hintKey(prompt))}</p>
          <HistoryRepairs repairs={prompt.repairs} />
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
