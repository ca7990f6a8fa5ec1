import 'server-only';
import type { CompiledQuery, Kysely } from 'kysely';
import type { QueryToken } from '@/lib/domain/search/search-query';
import type { Schema } from '../database/schema';

/** What is found as one: a message, or the title of a conversation where `messageId` is `null`. */
export type SearchEntry = {
  readonly ownerId: string;
  readonly conversationId: string;
  readonly messageId: string | null;
  /** Milliseconds since 1970: newer ones are found first. */
  readonly createdAt: number;
  /** Tokens of `indexTokens`. */
  readonly tokens: readonly string[];
};

/** A place in the order of what is found: newest first, of the same age what was indexed last. */
export type SearchPlace = { readonly createdAt: number; readonly id: number };

export type SearchAsk = {
  readonly ownerId: string;
  /** All must be there. At least one. */
  readonly tokens: readonly QueryToken[];
  readonly before: SearchPlace | null;
  readonly limit: number;
};

/** What an engine does in its own way. Both find the same, in the same order. */
export type SearchEngine = {
  /** Makes the index, empty. What belongs to a deleted message or conversation goes with it. */
  createTables(database: Kysely<Schema>): Promise<void>;
  insert(database: Kysely<Schema>, entry: SearchEntry): Promise<void>;
  /** The query whose rows `searchRowSchema` reads. */
  toQuery(database: Kysely<Schema>, ask: SearchAsk): CompiledQuery;
};
