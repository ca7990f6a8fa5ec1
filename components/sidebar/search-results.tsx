'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { KeyboardEvent, RefObject } from 'react';
import { FailureText } from '@/components/failure/failure-text';
import { Button } from '@/components/ui/button';
import type { useSearch } from '@/lib/client/search/use-search';
import { SearchHit } from './search-hit';

type SearchResultsProps = {
  search: ReturnType<typeof useSearch>;
  /** Where the search is typed; the way up from the first result. */
  box: RefObject<HTMLInputElement | null>;
  onOpen: () => void;
};

/** Arrow keys go from one result to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>, box: HTMLInputElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const focused = document.activeElement;
  const index = (focused instanceof HTMLElement ? links.indexOf(focused) : -1) + step;
  if (index < 0) box?.focus();
  else links[index]?.focus();
}

/** What a search found, and how far it is. */
export default function SearchResults({ search, box, onOpen }: SearchResultsProps) {
  const t = useTranslations('sidebar');
  const format = useFormatter();
  const { hits, next, isSearching, error } = search;
  const isEmpty = hits.length === 0 && next === null && !isSearching && !error;
  return (
    <>
      <p role="status" className="sr-only">
        {isSearching ? t('searching') : t('searchFound', { count: hits.length })}
      </p>
      {isEmpty && <p className="px-2 py-3 text-sm text-text-muted">{t('searchEmpty')}</p>}
      <ul aria-label={t('searchResults')} onKeyDown={(event) => moveFocus(event, box.current)}>
        {hits.map((hit) => (
          <SearchHit
            key={hit.messageId ?? hit.conversationId}
            hit={hit}
            day={format.dateTime(hit.createdAt, {
              day: 'numeric',
              month: 'short',
              year: 'numeric',
            })}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {error && (
        <div role="alert" className="px-2 py-2 text-danger-ink text-sm">
          <FailureText error={error} />
        </div>
      )}
      {isSearching && hits.length === 0 && (
        <p aria-hidden className="animate-pulse px-2 py-3 text-sm text-text-muted">
          {t('searching')}
        </p>
      )}
      {(next !== null || error) && !isSearching && (
        <Button variant="quiet" className="mt-1 w-full" onClick={() => void search.loadMore()}>
          {t(error ? 'searchAgain' : 'loadMore')}
        </Button>
      )}
    </>
  );
}
