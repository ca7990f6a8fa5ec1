'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fetchSettings } from '@/lib/client/api/settings';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import { timeZone } from '@/lib/client/time-zone';
import type { ModelDescriptor } from '@/lib/domain/model';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import {
  DEFAULT_SYSTEM_PROMPT,
  fillSystemPrompt,
  systemPromptFor,
} from '@/lib/domain/prompt/system-prompt';
import { PanelSection } from '../panel-section';
import { ScrollBox } from '../scroll-box';
import { SystemPromptEditor } from './system-prompt-editor';

type SystemPromptSectionProps = {
  own: Pick<ConversationSettingsInView, 'settings' | 'change'>;
  model: ModelDescriptor;
  /** What the next request begins with, as it is known so far. */
  text: string;
  /** Opens the person's own settings. */
  onOpenSettings: () => void;
};

/** The person's own words of the settings, or the built-in ones where they cannot be had. */
async function loadTemplate(): Promise<string> {
  // Only what the box begins with: a server that cannot be reached is told of elsewhere.
  const own = await fetchSettings().catch(() => null);
  return own?.systemPrompt.trim() || DEFAULT_SYSTEM_PROMPT;
}

/** What the model is told first: what it becomes, and a text of the conversation's own. */
export function SystemPromptSection(props: SystemPromptSectionProps) {
  const { own, model, text, onOpenSettings } = props;
  const t = useTranslations('generation');
  const words = useTranslations('contextPanel');
  const box = useRef<HTMLTextAreaElement>(null);
  const [template, setTemplate] = useState<string | null>(null);
  const { systemPrompt, generation } = own.settings;
  const values = { name: model.name, ...datesInTimeZone(Date.now(), timeZone()) };
  const filled =
    systemPrompt === undefined
      ? text
      : fillSystemPrompt(systemPromptFor(model, systemPrompt, generation?.thinks), values);
  const isOpen = systemPrompt !== undefined || template !== null;
  const begin = async () => {
    setTemplate(await loadTemplate());
    requestAnimationFrame(() => box.current?.focus());
  };
  const giveUp = () => {
    setTemplate(null);
    void own.change({ systemPrompt: undefined });
  };
  return (
    <PanelSection title={words('systemPrompt')}>
      {isOpen && (
        <SystemPromptEditor
          value={systemPrompt}
          template={template ?? ''}
          values={values}
          box={box}
          onChange={(next) => void own.change({ systemPrompt: next })}
        />
      )}
      <ScrollBox label={words('systemPromptText')} className="whitespace-pre-wrap text-sm">
        {filled}
      </ScrollBox>
      <div className="flex flex-wrap gap-2">
        {isOpen ? (
          <Button onClick={giveUp}>{t('systemPromptBack')}</Button>
        ) : (
          <Button onClick={() => void begin()}>{t('systemPromptOwn')}</Button>
        )}
        <Button onClick={onOpenSettings}>{words('systemPromptChange')}</Button>
      </div>
    </PanelSection>
  );
}
