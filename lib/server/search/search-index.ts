import 'server-only';
import type { Kysely } from 'kysely';
import * as z from 'zod';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { matchesText, needsProof } from '@/lib/domain/search/find-matches';
import { type MarkedText, makeSnippet, markText } from '@/lib/domain/search/make-snippet';
import { parseQuery, type SearchQuery } from '@/lib/domain/search/search-query';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import { readSearchableText } from './index-messages';
import type { SearchAsk, SearchPlace } from './search-engine';
import { searchEngineOf } from './search-engine-of';
import type { SearchReader } from './search-reader';

/** One message, or the title of one conversation, that has all that was asked for. */
export type SearchHit = {
  readonly conversationId: ConversationId;
  readonly title: MarkedText;
  readonly kind: 'title' | 'question' | 'answer';
  /** `null` where the title was found. */
  readonly messageId: MessageId | null;
  readonly createdAt: number;
  readonly snippet: MarkedText;
};

export type SearchPage = {
  readonly hits: readonly SearchHit[];
  /** Where the next page begins; `null` when this is the last one. */
  readonly next: SearchPlace | null;
};

/** Finds what a person has written, been answered, named and sent. Archived conversations too. */
export interface SearchIndex {
  /**
   * Newest first. A page may be short, even empty, and still have a `next` one.
   *
   * @param text - What a person typed, see `parseQuery`. Without a word it finds nothing.
   * @throws AppError `search-timeout`.
   */
  search(
    actor: Actor,
    text: string,
    page: { before: SearchPlace | null; limit: number },
  ): Promise<SearchPage>;
  close(): Promise<void>;
}

/** Rows that are read for one page at most: the rest of a search goes with the next page. */
const MAX_ROWS_PER_PAGE = 1000;
/** How many rows are read at once where the text decides; most of them match. */
const PROOF_ROWS = 50;

const searchRowSchema = z.object({
  id: z.coerce.number(),
  conversation_id: z.string(),
  title: z.string(),
  message_id: z.nullable(z.string()),
  role: z.nullable(z.enum(['user', 'assistant'])),
  parts: z.nullable(z.string()),
  created_at: z.coerce.number(),
});

type Row = z.infer<typeof searchRowSchema>;

const textOf = ({ parts, title }: Row) => (parts === null ? title : readSearchableText(parts));
const placeOf = ({ created_at, id }: Row): SearchPlace => ({ createdAt: created_at, id });

function toHit(row: Row, query: SearchQuery): SearchHit {
  const kinds = { user: 'question', assistant: 'answer' } as const;
  return {
    conversationId: asId<ConversationId>(row.conversation_id),
    title: markText(row.title, query),
    kind: row.role === null ? 'title' : kinds[row.role],
    messageId: row.message_id === null ? null : asId<MessageId>(row.message_id),
    createdAt: row.created_at,
    snippet: makeSnippet(textOf(row), query),
  };
}

/** The search over the store behind a database. */
export function createSearchIndex(database: Kysely<Schema>, reader: SearchReader): SearchIndex {
  const engine = searchEngineOf(database);

  async function readRows(query: SearchQuery, ask: Omit<SearchAsk, 'tokens'>) {
    const tokens = query.terms.flatMap((term) => term.tokens);
    const rows = await reader.read(engine.toQuery(database, { ...ask, tokens }));
    return rows.map((row) => searchRowSchema.parse(row));
  }

  return {
    close: () => reader.close(),
    async search({ userId }, text, { before, limit }) {
      const query = parseQuery(text);
      if (query.terms.length === 0) return { hits: [], next: null };
      const isProofNeeded = needsProof(query);
      const batch = isProofNeeded ? Math.max(PROOF_ROWS, limit + 1) : limit + 1;
      const found: Row[] = [];
      let place = before;
      for (let read = 0; read < MAX_ROWS_PER_PAGE; read += batch) {
        const rows = await readRows(query, { ownerId: userId, before: place, limit: batch });
        found.push(...rows.filter((row) => !isProofNeeded || matchesText(textOf(row), query)));
        const last = rows.at(-1);
        place = last ? placeOf(last) : null;
        if (found.length > limit || rows.length < batch) {
          const page = found.slice(0, limit);
          const end = page.at(-1);
          const next = found.length > limit && end ? placeOf(end) : null;
          return { hits: page.map((row) => toHit(row, query)), next };
        }
      }
      return { hits: found.map((row) => toHit(row, query)), next: place };
    },
  };
}
