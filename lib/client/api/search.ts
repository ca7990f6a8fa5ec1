import 'client-only';
import { type SearchResult, searchResultSchema } from '@/lib/protocol/search';
import { requestJson } from './request-json';

/** Finds messages, titles and names of pictures; `before` is what the page before gave as `next`. */
export function fetchSearch(
  text: string,
  before: string | null,
  signal: AbortSignal,
): Promise<SearchResult> {
  const query = new URLSearchParams({ q: text, ...(before === null ? {} : { before }) });
  return requestJson(`/api/conversations/search?${query}`, searchResultSchema, { signal });
}
