'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ListRow, Section } from './list-rows';
import type { useListWindow, WindowItem } from './use-list-window';

type ListSectionsProps = {
  items: readonly WindowItem[];
  areFoldersOpen: boolean;
  onToggleFolders: () => void;
  focusHandlers: ReturnType<typeof useListWindow>['focusHandlers'];
  lineOf: (row: ListRow) => ReactNode;
};

const placeOf = (row: ListRow) =>
  row.type === 'conversation' ? { 'aria-posinset': row.place, 'aria-setsize': row.placeCount } : {};

/**
 * What is in sight of each section, one below the other. By `top`: a transform would put each line on a
 * layer of its own, and its menu below the next one.
 */
export function ListSections(props: ListSectionsProps) {
  const { items, areFoldersOpen, onToggleFolders, focusHandlers, lineOf } = props;
  const t = useTranslations('sidebar');
  const sections = [...Map.groupBy(items, ({ row }) => row.section)];
  const headingOf = (section: Section, { key, box }: WindowItem) => (
    <h2
      {...focusHandlers(key)}
      className="absolute inset-x-0 flex items-end px-2 pb-1 font-semibold text-text-faint text-xs"
      style={box}
    >
      {section === 'folders' ? (
        <button
          type="button"
          aria-expanded={areFoldersOpen}
          onClick={onToggleFolders}
          className="-mx-1 flex min-h-6 flex-1 items-center gap-1 rounded px-1 text-start font-semibold hover:text-text"
        >
          {t(section)}
          <ChevronRight
            aria-hidden
            size={12}
            className={areFoldersOpen ? 'rotate-90' : 'rtl:rotate-180'}
          />
        </button>
      ) : (
        section !== 'more' && t(section)
      )}
    </h2>
  );
  return sections.map(([section, members]) => {
    const heading = members.find(({ row }) => row.type === 'heading');
    const lines = members.filter(({ row }) => row.type !== 'heading');
    if (section === 'more') {
      return lines.map(({ row, key, box }) => (
        <div key={key} className="absolute inset-x-0" style={box}>
          {lineOf(row)}
        </div>
      ));
    }
    return (
      <section key={section} aria-label={t(section)}>
        {heading && headingOf(section, heading)}
        {lines.length > 0 && (
          <ul>
            {lines.map(({ row, key, box }) => (
              <li
                key={key}
                {...placeOf(row)}
                {...focusHandlers(key)}
                className={clsx('absolute inset-x-0', row.type !== 'folder' && 'pb-0.5')}
                style={box}
              >
                {lineOf(row)}
              </li>
            ))}
          </ul>
        )}
      </section>
    );
  });
}
