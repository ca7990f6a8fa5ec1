import { randomUUID } from 'node:crypto';
import { createSqlConversationStore } from '@/lib/server/conversation-store/sql-conversation-store';
import { createSearchIndex } from '@/lib/server/search/search-index';
import { createSearchReader } from '@/lib/server/search/search-reader';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';
import { attachmentOf } from '../../support/messages';
import { describeSearch, type OpenedSearch } from './search-contract';

async function openSearch(open: OpenEmptyStore): Promise<OpenedSearch> {
  const { database, close } = await open();
  const clock = { now: 1_000 };
  const search = createSearchIndex(database, await createSearchReader(database));
  const store = createSqlConversationStore(database, {
    now: () => clock.now,
    newId: randomUUID,
    processId: 'test',
  });
  return {
    store,
    search,
    clock,
    async addAttachment({ userId }, name) {
      const attachment = attachmentOf(1, { name });
      const { id, mediaType: media_type, width, height } = attachment;
      const data = new Uint8Array();
      const blob = { hash: id, media_type, width, height, byte_count: 0, data };
      await database.insertInto('blob').values(blob).execute();
      const row = { id, owner_id: userId, name, blob_hash: id, created_at: 0 };
      await database.insertInto('attachment').values(row).execute();
      return attachment;
    },
    async close() {
      await search.close();
      await close();
    },
  };
}

describeEngines('the search', (open) => describeSearch(() => openSearch(open)));
