'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useFolders } from '@/lib/client/conversations/use-conversation-list';
import { MAX_FOLDER_CHARACTERS } from '@/lib/protocol/conversations';

type MoveDialogProps = {
  count: number;
  /** Where it is now. */
  folder: string | null;
  onMove: (folder: string | null) => void;
  onClose: () => void;
};

/** Asks for the folder that conversations go to: one that is there, none, or a new one. */
export function MoveDialog({ count, folder, onMove, onClose }: MoveDialogProps) {
  const t = useTranslations('sidebar');
  const folders = useFolders();
  const [chosen, setChosen] = useState(folder);
  const [newName, setNewName] = useState('');
  const name = newName.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMove(name === '' ? chosen : name);
    onClose();
  };
  const choices = [null, ...folders.map((each) => each.name)];
  return (
    <Dialog isOpen title={t('moveTitle', { count })} closeLabel={t('cancel')} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <fieldset className="flex max-h-60 flex-col overflow-y-auto rounded-control border border-border p-1">
          <legend className="sr-only">{t('folder')}</legend>
          {choices.map((choice) => (
            <label
              key={choice ?? ''}
              className="flex min-h-10 shrink-0 cursor-pointer items-center gap-2.5 rounded px-2 text-sm hover:bg-surface pointer-coarse:min-h-11"
            >
              <input
                type="radio"
                name="folder"
                checked={name === '' && choice === chosen}
                onChange={() => {
                  setChosen(choice);
                  setNewName('');
                }}
                className="size-4 shrink-0 accent-accent"
              />
              <span dir="auto" className={choice === null ? 'text-text-muted' : 'truncate'}>
                {choice ?? t('noFolder')}
              </span>
            </label>
          ))}
        </fieldset>
        <label className="flex flex-col gap-1 text-sm">
          {t('newFolder')}
          <input
            value={newName}
            dir="auto"
            maxLength={MAX_FOLDER_CHARACTERS}
            onChange={(event) => setNewName(event.target.value)}
            className="min-h-10 rounded-control border border-border-strong bg-background px-3 text-base"
          />
        </label>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('moveHere')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
