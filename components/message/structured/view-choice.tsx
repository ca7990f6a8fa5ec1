'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';

const VIEWS = ['tree', 'table', 'text'] as const;
export type AnswerView = (typeof VIEWS)[number];

const LABELS = { tree: 'viewTree', table: 'viewTable', text: 'viewText' } as const;

type ViewChoiceProps = {
  view: AnswerView;
  /** Whether there is anything that has rows. */
  hasTable: boolean;
  onChoose: (view: AnswerView) => void;
};

/** How data is shown. */
export function ViewChoice({ view, hasTable, onChoose }: ViewChoiceProps) {
  const t = useTranslations('structured');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls.
    <div role="group" aria-label={t('view')} className="flex gap-0.5">
      {VIEWS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          disabled={each === 'table' && !hasTable}
          onClick={() => onChoose(each)}
          className={clsx(
            'min-h-8 rounded-control px-2.5 text-sm transition-colors disabled:opacity-40 pointer-coarse:min-h-11',
            view === each
              ? 'bg-accent-soft font-medium text-accent-ink'
              : 'text-text-muted hover:text-text',
          )}
        >
          {t(LABELS[each])}
        </button>
      ))}
    </div>
  );
}
