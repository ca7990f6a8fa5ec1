'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { MAX_PRESET_NAME_CHARACTERS } from '@/lib/protocol/presets';

/** Saves the settings of the conversation under a name. */
export function SavePreset({ onSave }: { onSave: (name: string) => Promise<boolean> }) {
  const t = useTranslations('presets');
  const [name, setName] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '' || !(await onSave(wanted))) return;
    // Another name may have been begun meanwhile.
    setName((now) => (now === name ? '' : now));
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex items-end gap-2">
      <label className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
        {t('saveAs')}
        <input
          value={name}
          dir="auto"
          maxLength={MAX_PRESET_NAME_CHARACTERS}
          onChange={(event) => setName(event.target.value)}
          className="min-h-10 w-full rounded-control border border-border-strong bg-background px-3 text-base"
        />
      </label>
      <Button type="submit" variant="primary" disabled={name.trim() === ''} className="min-h-10">
        {t('save')}
      </Button>
    </form>
  );
}
