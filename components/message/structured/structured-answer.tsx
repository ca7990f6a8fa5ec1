'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useJsonValue } from '@/lib/client/structured/use-json-value';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { type JsonTable, tablesOf } from '@/lib/domain/structured/json-tables';
import type { Verdict } from '@/lib/domain/structured/verdict';
import { AnswerText } from '../answer-text';
import { SourceText } from '../markdown/plain-text';
import { DataActions } from './data-actions';
import { DataTables } from './data-tables';
import { JsonTree } from './json-tree';
import { VerdictLine } from './verdict-line';
import { type AnswerView, ViewChoice } from './view-choice';

export type StructuredAnswerProps = {
  text: string;
  isStreaming: boolean;
  /** Absent while it is written, and where it was not judged. */
  verdict: Verdict | undefined;
  /** Whether a schema was asked for, and not just any JSON. */
  hasSchema: boolean;
  /** Whether it is the second try. */
  isSecond: boolean;
};

const LABELS = { tree: 'treeLabel', table: 'tableLabel', text: 'textLabel' } as const;

type Shown = { value: JsonValue; tables: readonly JsonTable[]; text: string };

function View({ view, value, tables, text }: Shown & { view: AnswerView }) {
  if (view === 'tree') return <JsonTree value={value} />;
  if (view === 'table') return <DataTables tables={tables} />;
  return (
    <div dir="ltr" className="font-mono text-sm">
      <SourceText source={text} />
    </div>
  );
}

/** An answer that was to have a form: what it is judged as, and its data to look at, copy and save. */
export default function StructuredAnswer(props: StructuredAnswerProps) {
  const { text, isStreaming, verdict, hasSchema, isSecond } = props;
  const t = useTranslations('structured');
  const [chosen, setChosen] = useState<AnswerView>('tree');
  const value = useJsonValue(text, isStreaming);
  const tables = useMemo(() => (value === undefined ? [] : tablesOf(value)), [value]);
  const line = !isStreaming && verdict && (
    <VerdictLine verdict={verdict} hasSchema={hasSchema} isSecond={isSecond} />
  );
  if (value === undefined) {
    return (
      <div className="flex flex-col gap-2">
        <AnswerText text={text} isStreaming={isStreaming} />
        {line}
      </div>
    );
  }
  const hasTable = tables.length > 0;
  const view = chosen === 'table' && !hasTable ? 'tree' : chosen;
  return (
    <section aria-label={t('data')} className="flex min-w-0 flex-col gap-2">
      <div className="overflow-hidden rounded-card border border-border bg-raised">
        <div className="flex flex-wrap items-center justify-between gap-2 border-border border-b px-2 py-1.5">
          <ViewChoice view={view} hasTable={hasTable} onChoose={setChosen} />
          {!isStreaming && <DataActions value={value} />}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
        <div
          role="group"
          aria-label={t(LABELS[view])}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-144 overflow-auto px-3 py-2"
        >
          <View view={view} value={value} tables={tables} text={text} />
        </div>
      </div>
      {line}
    </section>
  );
}
