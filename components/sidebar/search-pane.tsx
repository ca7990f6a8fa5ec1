'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, Suspense, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useSearch } from '@/lib/client/search/use-search';
import { lazyPart } from '@/lib/client/version/lazy-part';
import { MAX_SEARCH_CHARACTERS } from '@/lib/protocol/search';

const SearchResults = lazyPart(() => import('./search-results'));

/** A search over all conversations; what it finds stands in the place of the list. */
export function SearchPane({ onOpen, children }: { onOpen: () => void; children: ReactNode }) {
  const t = useTranslations('sidebar');
  const search = useSearch();
  const box = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const clear = () => {
    search.setText('');
    box.current?.focus();
  };
  const clearByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || search.text === '') return;
    event.stopPropagation();
    clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    clearByEscape(event);
    const first = results.current?.querySelector('a');
    if (event.key === 'Enter') first?.click();
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    first?.focus();
  };
  return (
    <>
      <div className="relative mt-2 shrink-0">
        <Search
          aria-hidden
          size={16}
          className="-translate-y-1/2 pointer-events-none absolute start-2.5 top-1/2 text-text-faint"
        />
        <input
          ref={box}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search.text}
          maxLength={MAX_SEARCH_CHARACTERS}
          autoComplete="off"
          onChange={(event) => search.setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-9 w-full rounded-control border border-border bg-raised ps-8 pe-9 text-base placeholder:text-text-faint md:text-sm [&::-webkit-search-cancel-button]:hidden"
        />
        {search.text !== '' && (
          <IconButton
            icon={X}
            iconSize={16}
            label={t('searchClear')}
            onClick={clear}
            className="-translate-y-1/2 absolute end-0 top-1/2"
          />
        )}
      </div>
      {search.text.trim() === '' ? (
        children
      ) : (
        <div ref={results} className="min-h-0 flex-1 overflow-y-auto pt-2">
          <Suspense fallback={null}>
            <SearchResults search={search} box={box} onOpen={onOpen} />
          </Suspense>
        </div>
      )}
    </>
  );
}
