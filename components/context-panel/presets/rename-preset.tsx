'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { MAX_PRESET_NAME_CHARACTERS } from '@/lib/protocol/presets';

type RenamePresetProps = {
  name: string;
  onSave: (name: string) => Promise<boolean>;
  onEnd: () => void;
};

/** Asks for a preset's new name in the place of the old one. */
export function RenamePreset({ name, onSave, onEnd }: RenamePresetProps) {
  const t = useTranslations('presets');
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted !== '' && (wanted === name || (await onSave(wanted)))) onEnd();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-wrap gap-2">
      <input
        ref={input}
        aria-label={t('newName', { name })}
        value={text}
        dir="auto"
        maxLength={MAX_PRESET_NAME_CHARACTERS}
        onChange={(event) => setText(event.target.value)}
        className="min-h-9 min-w-0 flex-1 basis-40 rounded-control border border-border-strong bg-background px-3 text-base sm:text-sm"
      />
      <Button type="submit" variant="primary" disabled={text.trim() === ''}>
        {t('save')}
      </Button>
      <Button onClick={onEnd}>{t('cancel')}</Button>
    </form>
  );
}
