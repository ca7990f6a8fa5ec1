import * as z from 'zod/mini';
import { conversationIdSchema, messageIdSchema } from './ids';

/** Longest search that is read, in characters. */
export const MAX_SEARCH_CHARACTERS = 200;

const markedTextSchema = z.object({
  text: z.string(),
  /** What was found in it: from and to, in UTF-16 units. */
  marks: z.array(z.tuple([z.number(), z.number()])),
});

const hitSchema = z.object({
  conversationId: conversationIdSchema,
  title: markedTextSchema,
  kind: z.enum(['title', 'question', 'answer']),
  /** `null` where the title was found. */
  messageId: z.nullable(messageIdSchema),
  createdAt: z.number(),
  snippet: markedTextSchema,
});

/** `GET /api/conversations/search?q=<words>&before=<next>`: newest first; a page may be short and have a next one. */
export const searchResultSchema = z.object({
  hits: z.array(hitSchema),
  next: z.nullable(z.string()),
});

export type SearchResult = z.infer<typeof searchResultSchema>;
export type SearchResultHit = SearchResult['hits'][number];
