import 'server-only';
import type { Kysely } from 'kysely';
import { toTemporaryId } from '@/lib/domain/temporary-id';
import { createSqlAttachmentStore } from './attachment-store/sql-attachment-store';
import type { StoreDependencies } from './conversation-store/add-turn';
import { createSqlConversationStore } from './conversation-store/sql-conversation-store';
import type { Schema } from './database/schema';
import { createSqlGenerationStore } from './generation-store/sql-generation-store';
import type { Stores } from './temporary/join-stores';
import { createSqlToolApprovalStore } from './tool-approval-store/sql-tool-approval-store';

/** The stores of one database. */
export function createStores(database: Kysely<Schema>, dependencies: StoreDependencies): Stores {
  return {
    conversations: createSqlConversationStore(database, dependencies),
    attachments: createSqlAttachmentStore(database, dependencies),
    generationStore: createSqlGenerationStore(database, dependencies),
    toolApprovals: createSqlToolApprovalStore(database),
  };
}

/** The stores of a database in memory, whose ids say that they are temporary. */
export function createTemporaryStores(
  database: Kysely<Schema>,
  dependencies: StoreDependencies,
): Stores {
  const newId = () => toTemporaryId(dependencies.newId());
  return createStores(database, { ...dependencies, newId });
}
