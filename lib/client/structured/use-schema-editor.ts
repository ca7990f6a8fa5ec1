import 'client-only';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { FORMAT_NAME } from '@/lib/domain/structured/format-name';
import { judgeSchemaText } from '@/lib/domain/structured/judge-schema-text';
import { useLatest } from '../layout/use-latest';
import {
  keepSchemaDraft,
  readSchemaDraft,
  type SchemaDraft,
  schemaDraftOf,
  schemaInHand,
} from './schema-draft';

/** How long a valid schema waits for more letters before it is used. */
const SETTLE_MS = 500;

const NEW: SchemaDraft = { name: 'answer', text: '' };

/** What a draft would be used as; `null` where it cannot be. */
function formatOf({ name, text }: SchemaDraft): ResponseFormat | null {
  const judged = judgeSchemaText(text);
  if (judged.type !== 'schema' || !FORMAT_NAME.test(name)) return null;
  return { type: 'json-schema', name, schema: judged.schema };
}

type Ports = {
  /** Where what is not in use yet is kept: see `schemaPlaceOf`. */
  readonly place: string;
  /** What answers are asked for with. */
  readonly used: ResponseFormat | undefined;
  /** Whether the last choice could not be stored. */
  readonly hasFailed: boolean;
  /** Resolves when it is stored, or will not be. */
  readonly use: (format: ResponseFormat) => Promise<void>;
};

/** What is typed: kept until its use is stored, and aside when something else is chosen elsewhere. */
function useTyped({ place, used, hasFailed, use }: Ports) {
  const [typed, setTyped] = useState(() => schemaInHand(place, used, hasFailed));
  const draft = useMemo(() => typed ?? schemaDraftOf(used) ?? NEW, [typed, used]);
  const format = useMemo(() => formatOf(draft), [draft]);
  const isUsed = format !== null && JSON.stringify(format) === JSON.stringify(used);
  const wasUsed = useRef(false);
  const keptAt = useRef(place);
  /** Uses that are on their way to be stored. */
  const saving = useRef(0);
  useEffect(() => {
    const isReplaced = wasUsed.current && !isUsed && !hasFailed;
    wasUsed.current = isUsed;
    if (isReplaced) setTyped(null);
    // A conversation that has just been stored has a place of its own.
    if (keptAt.current !== place) keepSchemaDraft(keptAt.current, null);
    keptAt.current = place;
    const isStored = isUsed && saving.current === 0;
    keepSchemaDraft(place, isStored || !typed ? null : { ...typed, isAside: isReplaced });
  }, [place, typed, isUsed, hasFailed]);
  const shown = useRef<{ place: string; isUsed: boolean } | null>(null);
  useEffect(() => {
    shown.current = { place, isUsed };
    return () => {
      shown.current = null;
    };
  }, [place, isUsed]);
  const save = async (next: ResponseFormat) => {
    saving.current += 1;
    await use(next);
    saving.current -= 1;
    // Where the editor has gone it stays: whether it is in use shows in the next one.
    if (shown.current?.isUsed && saving.current === 0) keepSchemaDraft(shown.current.place, null);
  };
  const type = useCallback((next: SchemaDraft) => {
    wasUsed.current = false;
    setTyped(next);
  }, []);
  return { draft, format, isUsed, type, save };
}

/** Hands a form over when nothing more is typed, at the latest when the editor goes. */
function useSettled(use: (format: ResponseFormat) => void) {
  const latest = useLatest(use);
  const pending = useRef<ResponseFormat | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback(() => {
    clearTimeout(timer.current);
    if (pending.current) latest.current(pending.current);
    pending.current = null;
  }, [latest]);
  const settleSoon = useCallback(
    (format: ResponseFormat | null) => {
      clearTimeout(timer.current);
      pending.current = format;
      timer.current = setTimeout(settle, SETTLE_MS);
    },
    [settle],
  );
  useEffect(() => settle, [settle]);
  return { settle, settleSoon };
}

/**
 * A schema that is being typed. It is used as soon as it is one; until then it is kept in the tab, and what
 * was used before stays in use.
 */
export function useSchemaEditor(ports: Ports) {
  const { draft, format, isUsed, type, save } = useTyped(ports);
  const { settle, settleSoon } = useSettled((settled) => {
    if (!readSchemaDraft(ports.place)?.isAside) void save(settled);
  });
  const judged = useMemo(() => judgeSchemaText(draft.text), [draft.text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept over a reload, once.
  useEffect(() => {
    if (!isUsed) settleSoon(format);
  }, []);
  return {
    ...draft,
    judged,
    hasGoodName: FORMAT_NAME.test(draft.name),
    /** Whether answers are asked for with what is typed. */
    isUsed,
    change(change: Partial<SchemaDraft>) {
      const next = { ...draft, ...change };
      type(next);
      settleSoon(formatOf(next));
    },
    /** Uses what is typed at once, if it is a schema that waits for that. */
    settle,
    /** Uses what is typed, also where that failed before. */
    use: () => format && void save(format),
  };
}

export type SchemaEditor = ReturnType<typeof useSchemaEditor>;
