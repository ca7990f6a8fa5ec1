'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { ScalarText } from './scalar-text';
import { ShowMore } from './show-more';

/** Children shown at once; more on demand. */
const PAGE = 100;
/** Nesting that is open at first. */
const OPEN_DEPTH = 2;

type Entries = readonly (readonly [string, JsonValue])[];

const isBranch = (
  value: JsonValue,
): value is Exclude<JsonValue, string | number | boolean | null> =>
  typeof value === 'object' && value !== null;

type NodeProps = { name: string | null; value: JsonValue; depth: number };

function Branches({ entries, depth }: { entries: Entries; depth: number }) {
  const [count, setCount] = useState(PAGE);
  return (
    <>
      <ul className={depth === 0 ? undefined : 'ms-2 border-border border-s ps-3'}>
        {entries.slice(0, count).map(([key, inner]) => (
          <li key={key}>
            <Node name={key} value={inner} depth={depth + 1} />
          </li>
        ))}
      </ul>
      <ShowMore rest={entries.length - count} page={PAGE} onMore={() => setCount(count + PAGE)} />
    </>
  );
}

function Node({ name, value, depth }: NodeProps) {
  const t = useTranslations('structured');
  const id = useId();
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const label = name !== null && <span className="text-accent-ink">{name}</span>;
  if (!isBranch(value)) {
    return (
      <div className="flex min-w-0 gap-2 py-0.5 ps-5">
        {label && <span className="shrink-0">{label}:</span>}
        <ScalarText value={value} />
      </div>
    );
  }
  const isList = Array.isArray(value);
  const entries: Entries = Object.entries(value);
  const size = t(isList ? 'items' : 'fields', { count: entries.length });
  return (
    <div className="min-w-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={`${name ?? t('root')}: ${size}`}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-6 w-full items-center gap-1 rounded text-start hover:bg-surface pointer-coarse:min-h-11"
      >
        <ChevronRight aria-hidden size={14} className={clsx('shrink-0', isOpen && 'rotate-90')} />
        {label}
        <span className="text-text-faint text-xs">{size}</span>
      </button>
      <div id={id}>{isOpen && <Branches entries={entries} depth={depth} />}</div>
    </div>
  );
}

/** Data with what it is made of, to open and close. */
export function JsonTree({ value }: { value: JsonValue }) {
  return (
    <div dir="ltr" className="font-mono text-sm">
      <Node name={null} value={value} depth={0} />
    </div>
  );
}
