'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { JudgedTool } from '@/lib/client/tools/own-tool-draft';
import { useFaultText } from '../format/use-fault-text';
import { FIELD } from './text-field';

type ParametersFieldProps = {
  text: string;
  judged: JudgedTool;
  onChange: (text: string) => void;
};

/** The JSON Schema of a tool's arguments, judged while it is typed. */
export function ParametersField({ text, judged, onChange }: ParametersFieldProps) {
  const t = useTranslations('tools');
  const id = useId();
  const faultText = useFaultText();
  const isSchema = judged.schema.type === 'schema';
  const fault = faultText(judged.schema) ?? (judged.isObject ? null : t('notObject'));
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {t('parameters')}
      </label>
      <textarea
        id={id}
        dir="ltr"
        rows={9}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={!isSchema || !judged.isObject}
        aria-describedby={`${id}-state`}
        onChange={({ target }) => onChange(target.value)}
        className={clsx(FIELD, 'resize-y whitespace-pre leading-normal')}
      />
      <p
        id={`${id}-state`}
        role="status"
        className={clsx(
          'text-xs [overflow-wrap:anywhere]',
          fault === null ? 'text-text-muted' : 'text-danger-ink',
        )}
      >
        {fault ?? t('schemaFine')}
      </p>
    </div>
  );
}
