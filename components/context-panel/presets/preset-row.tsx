'use client';

import { Download, Pencil, Replace, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { IconButton } from '@/components/ui/icon-button';
import { savePresets } from '@/lib/client/presets/save-presets';
import type { Preset } from '@/lib/domain/preset/preset';
import { RenamePreset } from './rename-preset';
import { usePresetFacts } from './use-preset-facts';

type PresetRowProps = {
  preset: Preset;
  onUse: () => void;
  onUpdate: () => void;
  /** Tells whether the name could be had. */
  onRename: (name: string) => Promise<boolean>;
  onDelete: () => void;
};

/** One preset: what is in it, and what can be done with it. */
export function PresetRow({ preset, onUse, onUpdate, onRename, onDelete }: PresetRowProps) {
  const t = useTranslations('presets');
  const facts = usePresetFacts(preset.settings);
  const [step, setStep] = useState<'shown' | 'renaming' | 'deleting'>('shown');
  const { name } = preset;
  const show = () => setStep('shown');
  const renameButton = useRef<HTMLButtonElement>(null);
  /** The focus goes back to where it was called from. */
  const endRenaming = () => {
    show();
    renameButton.current?.focus();
  };
  return (
    <li className="flex flex-col gap-1 rounded-control border border-border p-2 ps-3">
      {step === 'renaming' ? (
        <RenamePreset name={name} onSave={onRename} onEnd={endRenaming} />
      ) : (
        <p className="font-medium text-sm [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-2">
        <p className="min-w-0 flex-1 basis-40 text-text-muted text-xs [overflow-wrap:anywhere]">
          {facts}
        </p>
        <div className="flex items-center">
          <IconButton
            ref={renameButton}
            icon={Pencil}
            iconSize={16}
            label={t('rename', { name })}
            onClick={() => setStep('renaming')}
          />
          <IconButton
            icon={Replace}
            iconSize={16}
            label={t('update', { name })}
            onClick={onUpdate}
          />
          <IconButton
            icon={Download}
            iconSize={16}
            label={t('export', { name })}
            onClick={() => savePresets([preset])}
          />
          <IconButton
            icon={Trash2}
            iconSize={16}
            label={t('delete', { name })}
            onClick={() => setStep('deleting')}
          />
          <Button aria-label={t('useNamed', { name })} onClick={onUse} className="ms-1">
            {t('use')}
          </Button>
        </div>
      </div>
      {step === 'deleting' && (
        <ConfirmDialog
          title={t('deleteTitle')}
          text={t('deleteText', { name })}
          confirmLabel={t('deleteConfirm')}
          cancelLabel={t('cancel')}
          onConfirm={onDelete}
          onClose={show}
        />
      )}
    </li>
  );
}
