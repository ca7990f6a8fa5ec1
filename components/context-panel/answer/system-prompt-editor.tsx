'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useId } from 'react';
import { useTyped } from '@/lib/client/layout/use-typed';
import type { SystemPromptValues } from '@/lib/domain/prompt/system-prompt';
import { MAX_SYSTEM_PROMPT_CHARACTERS } from '@/lib/protocol/settings';

const VARIABLES = ['name', 'today', 'yesterday'] as const;

type SystemPromptEditorProps = {
  /** As stored; `undefined` while nothing of it was typed. */
  value: string | undefined;
  /** What it begins with. */
  template: string;
  /** What the variables become. */
  values: SystemPromptValues;
  box: RefObject<HTMLTextAreaElement | null>;
  onChange: (text: string) => void;
};

/** The system prompt of one conversation, as it is written: with variables, which can be put in. */
export function SystemPromptEditor(props: SystemPromptEditorProps) {
  const { value, template, values, box, onChange } = props;
  const t = useTranslations('generation');
  const hintId = useId();
  const typed = useTyped(value ?? template, (text) => {
    if (text !== (value ?? template)) onChange(text);
    return true;
  });
  const putIn = (variable: string) => {
    const { selectionStart, selectionEnd } = box.current ?? {};
    const end = typed.text.length;
    const before = typed.text.slice(0, selectionStart ?? end);
    typed.type(`${before}${variable}${typed.text.slice(selectionEnd ?? end)}`);
    box.current?.focus();
  };
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        ref={box}
        aria-label={t('systemPromptEdit')}
        aria-describedby={hintId}
        value={typed.text}
        dir="auto"
        rows={8}
        maxLength={MAX_SYSTEM_PROMPT_CHARACTERS}
        onChange={(event) => typed.type(event.target.value)}
        onBlur={typed.leave}
        className="w-full rounded-control border border-border-strong bg-background px-3 py-2 text-base sm:text-sm"
      />
      <ul aria-label={t('variables')} className="flex flex-wrap gap-1.5">
        {VARIABLES.map((name) => (
          <li key={name} className="max-w-full">
            <button
              type="button"
              onClick={() => putIn(`{${name}}`)}
              className="max-w-full rounded border border-border bg-raised px-1.5 py-0.5 text-start text-text-muted text-xs [overflow-wrap:anywhere] hover:bg-surface hover:text-text pointer-coarse:min-h-11 pointer-coarse:px-3"
            >
              {t('variable', { variable: `{${name}}`, value: values[name] })}
            </button>
          </li>
        ))}
      </ul>
      <p id={hintId} className="text-text-faint text-xs">
        {t('systemPromptEditHint')}
      </p>
    </div>
  );
}
