'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import type { OwnMcpServer } from '@/lib/protocol/mcp';
import { useAddServer } from './use-add-server';

type TextFieldProps = {
  label: string;
  hint: string;
  value: string;
  isWrong: boolean;
  onChange: (value: string) => void;
};

function TextField({ label, hint, value, isWrong, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
      <input
        id={id}
        value={value}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        aria-invalid={isWrong}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-9 rounded-control border border-border-strong bg-background px-3 text-base sm:text-sm"
      />
      <p
        id={`${id}-hint`}
        className={isWrong ? 'text-danger-ink text-sm' : 'text-sm text-text-faint'}
      >
        {hint}
      </p>
    </div>
  );
}

/** Adds a server; what does not fit is said at its field. */
export function AddServerForm({ onAdd }: { onAdd: (server: OwnMcpServer) => Promise<boolean> }) {
  const t = useTranslations('mcp');
  const { name, setName, url, setUrl, wrong, isSaving, add } = useAddServer(onAdd);
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-col gap-2">
      <h4 className="font-medium text-sm">{t('add')}</h4>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        isWrong={wrong.includes('name')}
        onChange={setName}
      />
      <TextField
        label={t('address')}
        hint={t('addressHint')}
        value={url}
        isWrong={wrong.includes('url')}
        onChange={setUrl}
      />
      <Button type="submit" disabled={isSaving} className="self-start">
        {t('addButton')}
      </Button>
    </form>
  );
}
