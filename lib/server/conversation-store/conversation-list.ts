import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { ConversationSummary, Folder } from '@/lib/domain/conversation/conversation';
import { type AttachmentId, asId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import { byBytes } from '../database/by-bytes';
import type { Schema } from '../database/schema';
import { STREAMING } from '../database/streaming';
import type { ListPage } from './conversation-store';
import { toConversation } from './message-row';

const toNumber = (value: boolean) => (value ? 1 : 0);

/** One page of conversations; see `ConversationStore.list`. */
export async function listConversations(
  database: Kysely<Schema>,
  actor: Actor,
  { before, limit, archived = false, pinned = false, folder = null }: ListPage,
): Promise<ConversationSummary[]> {
  const id = byBytes(database, 'conversation.id');
  let query = database
    .selectFrom('conversation')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('generation')
        .select('generation.id')
        .whereRef('generation.conversation_id', '=', 'conversation.id')
        .where('generation.state', '=', STREAMING)
        .limit(1)
        .as('running_id'),
    )
    .where('owner_id', '=', actor.userId)
    .where('archived', '=', toNumber(archived))
    .where('pinned', '=', toNumber(pinned));
  if (folder !== null) query = query.where('folder', '=', folder);
  if (before !== null) {
    query = query.where(sql<boolean>`(updated_at, ${id}) < (${before.updatedAt}, ${before.id})`);
  }
  query = query.orderBy('updated_at', 'desc').orderBy(id, 'desc');
  const rows = await (limit === null ? query : query.limit(limit)).execute();
  return rows.map((row) => {
    const { headId: _headId, settings: _settings, ...conversation } = toConversation(row);
    const thumbnailId = row.thumbnail_id === null ? null : asId<AttachmentId>(row.thumbnail_id);
    return { ...conversation, thumbnailId, isRunning: row.running_id !== null };
  });
}

/** The folders that conversations outside of the archive are in, by name. */
export async function listFolders(database: Kysely<Schema>, actor: Actor): Promise<Folder[]> {
  const rows = await database
    .selectFrom('conversation')
    .select(({ fn }) => ['folder', fn.countAll<number>().as('count')])
    .where('owner_id', '=', actor.userId)
    .where('folder', 'is not', null)
    .where('archived', '=', 0)
    .groupBy('folder')
    .orderBy(byBytes(database, 'folder'))
    .execute();
  return rows.flatMap(({ folder, count }) =>
    folder === null ? [] : [{ name: folder, count: Number(count) }],
  );
}
