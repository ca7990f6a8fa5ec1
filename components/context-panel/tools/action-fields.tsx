'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { OwnToolDraft } from '@/lib/client/tools/own-tool-draft';
import type { TemplateFlaw } from '@/lib/protocol/tool-address';
import { FIELD, TextField } from './text-field';

const ACTIONS = [
  ['reply', 'actionReply', 'actionReplyHint'],
  ['http', 'actionHttp', 'actionHttpHint'],
  ['by-hand', 'actionByHand', 'actionByHandHint'],
] as const;

const FLAWS = { form: 'urlForm', origin: 'urlOrigin', argument: 'urlArgument' } as const;

type ActionFieldsProps = {
  draft: OwnToolDraft;
  urlFlaw: TemplateFlaw | null;
  onChange: (change: Partial<OwnToolDraft>) => void;
};

function HttpFields({ draft, urlFlaw, onChange }: ActionFieldsProps) {
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
        fault={urlFlaw && t(FLAWS[urlFlaw])}
        onChange={(url) => onChange({ url })}
      />
    </div>
  );
}

/** What is done when a tool is called. */
export function ActionFields({ draft, urlFlaw, onChange }: ActionFieldsProps) {
  const t = useTranslations('tools');
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 font-medium text-sm">{t('action')}</legend>
      {ACTIONS.map(([type, label, hint]) => (
        <label key={type} className="flex items-start gap-2.5 py-1 text-sm">
          <input
            type="radio"
            name={name}
            checked={draft.type === type}
            onChange={() => onChange({ type })}
            className="mt-1 size-4 shrink-0 accent-accent"
          />
          <span>
            {t(label)}
            <span className="block text-text-muted text-xs">{t(hint, { argument: '{city}' })}</span>
          </span>
        </label>
      ))}
      {draft.type === 'reply' && (
        <label className="mt-1 flex flex-col gap-1 font-medium text-sm">
          {t('replyText')}
          <textarea
            dir="auto"
            rows={3}
            value={draft.reply}
            onChange={({ target }) => onChange({ reply: target.value })}
            className={FIELD}
          />
        </label>
      )}
      {draft.type === 'http' && <HttpFields {...{ draft, urlFlaw, onChange }} />}
    </fieldset>
  );
}
