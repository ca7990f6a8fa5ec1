'use client';

import { useEffect } from 'react';
import type { PanelSubject } from '@/lib/client/context-panel/panel-subject';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import { PresetSection } from '../presets/preset-section';
import { ModelSection } from './model-section';
import { SamplingSection } from './sampling-section';
import { SystemPromptSection } from './system-prompt-section';

type AnswerSettingsProps = {
  subject: PanelSubject;
  prompt: Pick<ShownPrompt, 'systemPrompt'>;
  lastAnswer: ChunkMetadata | undefined;
  onOpenSettings: () => void;
};

/** How the conversation is answered: model, instructions, and how words are chosen. */
export function AnswerSettings(props: AnswerSettingsProps) {
  const { subject, prompt, lastAnswer, onOpenSettings } = props;
  const { own, model, models } = subject;
  const { refresh } = models;
  const repairs = lastAnswer?.call?.repairs ?? [];
  const dropped = repairs
    .flatMap((repair) => (repair.type === 'field-dropped' ? [repair.field] : []))
    .join();
  const refused = dropped && `${lastAnswer?.call?.modelId} ${dropped}`;
  // The server has just refused something: the list of models says what it takes now.
  useEffect(() => {
    if (refused !== '') void refresh();
  }, [refused, refresh]);
  if (!model) return null;
  return (
    <>
      <PresetSection own={own} />
      <ModelSection subject={subject} model={model} />
      <SystemPromptSection
        own={own}
        model={model}
        text={prompt.systemPrompt}
        onOpenSettings={onOpenSettings}
      />
      <SamplingSection own={own} model={model} />
    </>
  );
}
