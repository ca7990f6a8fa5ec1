import 'server-only';
import type { BulkRequest, BulkResult } from '@/lib/protocol/conversations';
import type { Actor } from '../actor';
import type { Context } from '../context';

/** Ends what is being written in them, then deletes them. */
async function removeAll(
  { conversations, generations }: Context,
  actor: Actor,
  ids: BulkRequest['ids'],
): Promise<number> {
  for (const id of ids) await generations.stop(actor, id);
  return conversations.removeMany(actor, ids);
}

/** Does one thing with many conversations; those that are not there, or not theirs, are only counted. */
export async function changeMany(
  context: Context,
  actor: Actor,
  bulk: BulkRequest,
): Promise<BulkResult> {
  const ids = [...new Set(bulk.ids)];
  const changeAll = (change: { archived: boolean } | { folder: string | null }) =>
    context.conversations.changeAll(actor, ids, change);
  const acts = {
    archive: () => changeAll({ archived: true }),
    unarchive: () => changeAll({ archived: false }),
    move: () => changeAll({ folder: bulk.act === 'move' ? bulk.folder : null }),
    delete: () => removeAll(context, actor, ids),
  };
  const changed = await acts[bulk.act]();
  return { changed, ignored: ids.length - changed };
}
