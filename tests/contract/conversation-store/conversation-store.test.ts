import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createSqlConversationStore } from '@/lib/server/conversation-store/sql-conversation-store';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';
import { describeAnswers } from './answers-contract';
import { describeConversations } from './conversations-contract';
import { describeForks } from './forks-contract';
import type { OpenedStore } from './opened-store';
import { describeOrganising } from './organising-contract';
import { describeTurns } from './turns-contract';
import { describeWaiting } from './waiting-contract';

async function openStore(open: OpenEmptyStore): Promise<OpenedStore> {
  const { database, close } = await open();
  const clock = { now: 1_000 };
  const store = createSqlConversationStore(database, {
    now: () => clock.now,
    newId: randomUUID,
    processId: 'test',
  });
  return {
    store,
    clock,
    async addAttachment({ userId }, { id, name, mediaType, width, height }) {
      const data = new Uint8Array();
      const blob = { hash: id, media_type: mediaType, width, height, byte_count: 0, data };
      await database.insertInto('blob').values(blob).execute();
      const attachment = { id, owner_id: userId, name, blob_hash: id, created_at: 0 };
      await database.insertInto('attachment').values(attachment).execute();
    },
    async countRows() {
      const { rows } = await sql<{ count: number }>`
        select (select count(*) from conversation) + (select count(*) from message)
          + (select count(*) from message_attachment) + (select count(*) from generation) as count
      `.execute(database);
      return Number(rows[0]?.count);
    },
    close,
  };
}

describeEngines('the conversation store', (open) => {
  const openEmpty = () => openStore(open);
  describeTurns(openEmpty);
  describeConversations(openEmpty);
  describeAnswers(openEmpty);
  describeOrganising(openEmpty);
  describeForks(openEmpty);
  describeWaiting(openEmpty);
});
