'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { CONTEXT_STRATEGIES } from '@/lib/domain/conversation/conversation-settings';
import { RadioChoice } from './fields/radio-choice';

const LABELS = {
  'drop-oldest': ['strategyDropOldest', 'strategyDropOldestHint'],
  summarise: ['strategySummarise', 'strategySummariseHint'],
  stop: ['strategyStop', 'strategyStopHint'],
} as const;

type StrategyChoiceProps = {
  prompt: Pick<ShownPrompt, 'settings'>;
  onChange: SettingsStore['change'];
};

/** What happens when the conversation outgrows the context window. */
export function StrategyChoice({ prompt, onChange }: StrategyChoiceProps) {
  const t = useTranslations('contextPanel');
  const name = useId();
  const { settings } = prompt;
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-2 font-semibold text-sm">{t('strategy')}</legend>
      {CONTEXT_STRATEGIES.map((contextStrategy) => {
        const [label, hint] = LABELS[contextStrategy];
        return (
          <RadioChoice
            key={contextStrategy}
            name={name}
            label={t(label)}
            hint={t(hint)}
            isChosen={settings.contextStrategy === contextStrategy}
            onChoose={() => void onChange((before) => ({ ...before, contextStrategy }))}
          />
        );
      })}
    </fieldset>
  );
}
