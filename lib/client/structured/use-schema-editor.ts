import 'client-only';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { FORMAT_NAME, judgeSchemaText } from '@/lib/domain/structured/judge-schema-text';
import { useLatest } from '../layout/use-latest';
import { keepSchemaDraft, readSchemaDraft, type SchemaDraft } from './schema-draft';

/** How long a valid schema waits for more letters before it is used. */
const SETTLE_MS = 500;

const NEW: SchemaDraft = { name: 'answer', text: '' };

function draftOf(format: ResponseFormat | undefined): SchemaDraft {
  if (format?.type !== 'json-schema') return NEW;
  return { name: format.name, text: JSON.stringify(format.schema, null, 2) };
}

/** What a draft would be used as; `null` where it cannot be. */
function formatOf({ name, text }: SchemaDraft): ResponseFormat | null {
  const judged = judgeSchemaText(text);
  if (judged.type !== 'schema' || !FORMAT_NAME.test(name)) return null;
  return { type: 'json-schema', name, schema: judged.schema };
}

/** Hands a form over when nothing more is typed, at the latest when the editor goes. */
function useSettled(format: ResponseFormat | null, use: (format: ResponseFormat) => void) {
  const latest = useLatest(use);
  const pending = useRef<ResponseFormat | null>(null);
  // What could not be stored is not tried again and again.
  const offered = useRef<ResponseFormat | null>(null);
  const settle = useCallback(() => {
    const next = pending.current;
    pending.current = null;
    if (!next || offered.current === next) return;
    offered.current = next;
    latest.current(next);
  }, [latest]);
  useEffect(() => {
    pending.current = format;
    const timer = setTimeout(settle, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [format, settle]);
  useEffect(() => settle, [settle]);
  return settle;
}

/**
 * A schema that is being typed. It is used as soon as it is one; until then it is kept in the tab, and what
 * was used before stays in use.
 *
 * @param place - The conversation, or `new`.
 */
export function useSchemaEditor(
  place: string,
  used: ResponseFormat | undefined,
  use: (format: ResponseFormat) => void,
) {
  const [draft, setDraft] = useState(() => readSchemaDraft(place) ?? draftOf(used));
  const judged = useMemo(() => judgeSchemaText(draft.text), [draft.text]);
  const format = useMemo(() => formatOf(draft), [draft]);
  const isUsed = format !== null && JSON.stringify(format) === JSON.stringify(used);
  const settle = useSettled(isUsed ? null : format, use);
  useEffect(() => {
    keepSchemaDraft(place, isUsed || draft === NEW ? null : draft);
  }, [place, draft, isUsed]);
  return {
    ...draft,
    judged,
    hasGoodName: FORMAT_NAME.test(draft.name),
    /** Whether answers are asked for with what is typed. */
    isUsed,
    change: (change: Partial<SchemaDraft>) => setDraft((before) => ({ ...before, ...change })),
    /** Uses what is typed at once, if it is a schema. */
    settle,
  };
}

export type SchemaEditor = ReturnType<typeof useSchemaEditor>;
