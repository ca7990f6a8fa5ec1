import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { MAX_SEARCH_CHARACTERS, type SearchResult } from '@/lib/protocol/search';
import type { Actor } from '../actor';
import type { Context } from '../context';
import type { SearchPlace } from '../search/search-engine';

const PAGE_SIZE = 30;

const toCursor = ({ createdAt, id }: SearchPlace) => `${createdAt}:${id}`;

/** Reads what `toCursor` wrote. */
function parseCursor(cursor: string): SearchPlace {
  const [, createdAt, id] = /^(\d{1,16}):(\d{1,16})$/.exec(cursor) ?? [];
  if (createdAt === undefined) throw new AppError('request-invalid');
  return { createdAt: Number(createdAt), id: Number(id) };
}

/**
 * Searches what the actor has.
 *
 * @param query - `q`: what was typed. `before`: `next` of the page before.
 * @throws AppError `request-invalid` when the query is none of ours; `search-timeout`.
 */
export async function searchConversations(
  { search }: Context,
  actor: Actor,
  query: URLSearchParams,
): Promise<SearchResult> {
  const text = query.get('q') ?? '';
  if (text.length > MAX_SEARCH_CHARACTERS) throw new AppError('request-invalid');
  const cursor = query.get('before');
  const before = cursor === null ? null : parseCursor(cursor);
  const { hits, next } = await search.search(actor, text, { before, limit: PAGE_SIZE });
  const toMarked = ({ text: words, marks }: (typeof hits)[number]['snippet']) => ({
    text: words,
    marks: marks.map(([from, to]): [number, number] => [from, to]),
  });
  return {
    hits: hits.map((hit) => ({
      ...hit,
      title: toMarked(hit.title),
      snippet: toMarked(hit.snippet),
    })),
    next: next && toCursor(next),
  };
}
