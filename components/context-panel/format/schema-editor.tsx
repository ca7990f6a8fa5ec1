'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useSchemaEditor } from '@/lib/client/structured/use-schema-editor';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import {
  EXAMPLE_SCHEMAS,
  FORMAT_EXAMPLES,
  type FormatExample,
} from '@/lib/domain/structured/format-examples';
import { JsonArea } from '../fields/json-area';
import { TextField } from '../fields/text-field';
import { ExampleButtons } from './example-buttons';
import { SchemaState } from './schema-state';

type SchemaEditorProps = {
  /** Where what is not in use yet is kept. */
  place: string;
  used: ResponseFormat | undefined;
  /** Whether the last choice could not be stored. */
  hasFailed: boolean;
  /** Resolves when it is stored, or will not be. */
  onUse: (format: ResponseFormat) => Promise<void>;
};

/** A place in a text, by what people count. */
function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

/** Where a schema is written, with what keeps it from being one. */
export default function SchemaEditor({ place, used, hasFailed, onUse }: SchemaEditorProps) {
  const t = useTranslations('structured');
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useSchemaEditor({ place, used, hasFailed, use: onUse });
  const { name, text, judged, hasGoodName, change, settle } = editor;
  const isFaulty = judged.type !== 'schema' && judged.type !== 'empty';
  const start = (example: FormatExample) => {
    change({ name: example, text: JSON.stringify(EXAMPLE_SCHEMAS[example], null, 2) });
    settle();
  };
  const goTo = (line: number, column: number) => {
    const offset = offsetOf(text, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(offset, Math.min(offset + 1, text.length));
  };
  return (
    <div className="mt-2 flex flex-col gap-3">
      <ExampleButtons examples={FORMAT_EXAMPLES} onStart={start} />
      <TextField
        label={t('name')}
        value={name}
        fault={hasGoodName ? null : t('nameFault')}
        onChange={(next) => change({ name: next })}
        onLeave={settle}
      />
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-text`} className="font-medium text-sm">
          {t('editor')}
        </label>
        <JsonArea
          ref={area}
          id={`${id}-text`}
          value={text}
          rows={14}
          aria-invalid={isFaulty}
          aria-describedby={`${id}-state`}
          onChange={(event) => change({ text: event.target.value })}
          onBlur={settle}
        />
        <SchemaState id={`${id}-state`} {...{ editor, hasFailed }} onGoTo={goTo} />
      </div>
      {judged.type === 'schema' && (
        <Button
          className="self-start"
          onClick={() => change({ text: JSON.stringify(judged.schema, null, 2) })}
        >
          {t('tidy')}
        </Button>
      )}
    </div>
  );
}
