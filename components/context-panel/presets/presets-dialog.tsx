'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FailureAlert } from '@/components/failure/failure-alert';
import { Dialog } from '@/components/ui/dialog';
import type { Presets } from '@/lib/client/presets/use-presets';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { type Preset, presetSettingsOf } from '@/lib/domain/preset/preset';
import { PresetFileButtons } from './preset-file-buttons';
import { PresetRow } from './preset-row';
import { PresetsState } from './presets-state';
import { SavePreset } from './save-preset';

type PresetsDialogProps = {
  presets: Presets;
  settings: ConversationSettings;
  onUse: (preset: Preset) => void;
  onClose: () => void;
};

/** All presets: to use, to make, to change, to give away and to take in. */
export default function PresetsDialog({ presets, settings, onUse, onClose }: PresetsDialogProps) {
  const t = useTranslations('presets');
  const [said, say] = useState('');
  const current = presetSettingsOf(settings);
  const save = async (name: string) => {
    const isSaved = await presets.add({ name, settings: current });
    say(isSaved ? t('saved', { name }) : '');
    return isSaved;
  };
  const update = async ({ id, name }: Preset) => {
    const isSaved = await presets.replace(id, { name, settings: current });
    say(isSaved ? t('updated', { name }) : '');
  };
  const use = (preset: Preset) => {
    onUse(preset);
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t('dialogTitle')}
      description={t('dialogText')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <SavePreset onSave={save} />
      <p role="status" className="text-ok-ink text-sm [overflow-wrap:anywhere] empty:hidden">
        {said}
      </p>
      {presets.error && <FailureAlert error={presets.error} />}
      <PresetsState presets={presets} />
      {presets.presets.length > 0 && (
        <ul aria-label={t('list')} className="flex flex-col gap-2">
          {presets.presets.map((preset) => (
            <PresetRow
              key={preset.id}
              preset={preset}
              onUse={() => use(preset)}
              onUpdate={() => void update(preset)}
              onRename={(name) => presets.replace(preset.id, { ...preset, name })}
              onDelete={() => void presets.remove(preset.id)}
            />
          ))}
        </ul>
      )}
      <PresetFileButtons presets={presets} />
    </Dialog>
  );
}
