'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';

/** Ids that a field's control names in `aria-describedby`. */
export type FieldIds = { readonly input: string; readonly hint: string; readonly problem: string };

type FieldFrameProps = {
  ids: FieldIds;
  label: string;
  /** What the field does, and what holds while nothing is chosen. */
  hint: string;
  /** Why what is typed does not count, or why it is not sent. */
  problem: string | null;
  /** Forgets what was chosen; `null` where nothing is. */
  onReset: (() => void) | null;
  /** Stands beside the label. */
  aside?: ReactNode;
  children?: ReactNode;
};

/** One setting: its name, what it does, and how to get rid of what was chosen. */
export function FieldFrame(props: FieldFrameProps) {
  const { ids, label, hint, problem, onReset, aside, children } = props;
  const t = useTranslations('generation');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-9 items-center gap-1.5 pointer-coarse:min-h-11">
        <label htmlFor={ids.input} className="min-w-0 flex-1 text-sm">
          {label}
        </label>
        {aside}
        <span className="flex w-9 shrink-0 pointer-coarse:w-11">
          {onReset && (
            <IconButton icon={X} label={t('unset', { field: label })} onClick={onReset} />
          )}
        </span>
      </div>
      {children}
      {problem && (
        <p id={ids.problem} role="status" className="text-sm text-warning-ink">
          {problem}
        </p>
      )}
      <p id={ids.hint} className="text-text-faint text-xs [overflow-wrap:anywhere]">
        {hint}
      </p>
    </div>
  );
}
