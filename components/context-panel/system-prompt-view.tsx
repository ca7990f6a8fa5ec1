'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { PanelSection } from './panel-section';
import { ScrollBox } from './scroll-box';

type SystemPromptViewProps = { text: string; onChange: () => void };

/** What the model is told first, with the placeholders filled. */
export function SystemPromptView({ text, onChange }: SystemPromptViewProps) {
  const t = useTranslations('contextPanel');
  return (
    <PanelSection title={t('systemPrompt')}>
      <ScrollBox label={t('systemPromptText')} className="whitespace-pre-wrap text-sm">
        {text}
      </ScrollBox>
      <Button className="self-start" onClick={onChange}>
        {t('systemPromptChange')}
      </Button>
    </PanelSection>
  );
}
