import 'server-only';
import type { BulkRequest, BulkResult } from '@/lib/protocol/conversations';
import type { Actor } from '../actor';
import type { Context } from '../context';

/** Says how many were changed. */
async function act(context: Context, actor: Actor, bulk: BulkRequest): Promise<number> {
  const { conversations, generations } = context;
  switch (bulk.act) {
    case 'archive':
      return conversations.changeAll(actor, bulk.ids, { archived: true });
    case 'unarchive':
      return conversations.changeAll(actor, bulk.ids, { archived: false });
    case 'move':
      return conversations.changeAll(actor, bulk.ids, { folder: bulk.folder });
    case 'delete':
      await generations.stop(actor, bulk.ids);
      return conversations.removeMany(actor, bulk.ids);
  }
}

/** Does one thing with many conversations; those that are not there, or not theirs, are only counted. */
export async function changeMany(
  context: Context,
  actor: Actor,
  bulk: BulkRequest,
): Promise<BulkResult> {
  const ids = [...new Set(bulk.ids)];
  const changed = await act(context, actor, { ...bulk, ids });
  return { changed, ignored: ids.length - changed };
}
