'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { OwnToolDraft } from '@/lib/client/tools/own-tool-draft';
import { LongField } from '../fields/long-field';
import { RadioChoice } from '../fields/radio-choice';
import { TextField } from '../fields/text-field';
import type { ToolFaults } from './use-tool-faults';

const ACTIONS = [
  ['reply', 'actionReply', 'actionReplyHint'],
  ['http', 'actionHttp', 'actionHttpHint'],
  ['by-hand', 'actionByHand', 'actionByHandHint'],
] as const;

type ActionFieldsProps = {
  draft: OwnToolDraft;
  faults: Pick<ToolFaults, 'reply' | 'url'>;
  onChange: (change: Partial<OwnToolDraft>) => void;
};

function HttpFields({ draft, faults, onChange }: ActionFieldsProps) {
  const t = useTranslations('tools');
  return (
    <div className="flex flex-col gap-2">
      <label className="flex items-center gap-2 font-medium text-sm">
        {t('method')}
        <select
          value={draft.method}
          onChange={({ target }) => onChange({ method: target.value === 'POST' ? 'POST' : 'GET' })}
          className="min-h-9 rounded-control border border-border-strong bg-raised px-2 pointer-coarse:min-h-11"
        >
          <option>GET</option>
          <option>POST</option>
        </select>
      </label>
      <TextField
        label={t('url')}
        value={draft.url}
        placeholder="https://example.org/weather?city={city}"
        fault={faults.url}
        onChange={(url) => onChange({ url })}
      />
    </div>
  );
}

/** What is done when a tool is called. */
export function ActionFields({ draft, faults, onChange }: ActionFieldsProps) {
  const t = useTranslations('tools');
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium text-sm">{t('action')}</legend>
      {ACTIONS.map(([type, label, hint]) => (
        <RadioChoice
          key={type}
          name={name}
          label={t(label)}
          hint={t(hint, { argument: '{city}' })}
          isChosen={draft.type === type}
          onChoose={() => onChange({ type })}
        />
      ))}
      {draft.type === 'reply' && (
        <LongField
          label={t('replyText')}
          value={draft.reply}
          rows={3}
          fault={faults.reply}
          onChange={(reply) => onChange({ reply })}
        />
      )}
      {draft.type === 'http' && <HttpFields {...{ draft, faults, onChange }} />}
    </fieldset>
  );
}
