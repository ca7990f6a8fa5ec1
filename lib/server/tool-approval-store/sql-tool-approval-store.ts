import 'server-only';
import type { Kysely, Selectable } from 'kysely';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import { EVERYWHERE } from './remove-approvals';
import type { DecidedTool, ToolApprovalStore } from './tool-approval-store';

type Row = Pick<
  Selectable<Schema['tool_approval']>,
  'conversation_id' | 'tool_key' | 'approval' | 'fingerprint'
>;

const toDecided = ({ tool_key, approval, fingerprint }: Row): DecidedTool => ({
  toolKey: tool_key,
  approval,
  fingerprint,
});

/** The store of approvals on any SQL engine that Kysely speaks. */
export function createSqlToolApprovalStore(database: Kysely<Schema>): ToolApprovalStore {
  const readOf = async (actor: Actor, conversationIds: readonly string[]) => {
    const rows = await database
      .selectFrom('tool_approval')
      .select(['conversation_id', 'tool_key', 'approval', 'fingerprint'])
      .where('owner_id', '=', actor.userId)
      .where('conversation_id', 'in', conversationIds)
      // The empty id comes first, so that what holds in the conversation replaces it.
      .orderBy('conversation_id')
      .execute();
    return new Map(rows.map((row) => [row.tool_key, toDecided(row)]));
  };
  return {
    read: (actor, conversationId) => readOf(actor, [EVERYWHERE, conversationId]),
    readAll: (actor) => readOf(actor, [EVERYWHERE]),
    async write(actor, conversationId, { toolKey, approval, fingerprint }) {
      const decided = { approval, fingerprint };
      const key = {
        owner_id: actor.userId,
        conversation_id: conversationId ?? EVERYWHERE,
        tool_key: toolKey,
      };
      await database
        .insertInto('tool_approval')
        .values({ ...key, ...decided })
        .onConflict((conflict) =>
          conflict.columns(['owner_id', 'conversation_id', 'tool_key']).doUpdateSet(decided),
        )
        .execute();
    },
    async remove(actor, conversationId, toolKey) {
      await database
        .deleteFrom('tool_approval')
        .where('owner_id', '=', actor.userId)
        .where('conversation_id', '=', conversationId ?? EVERYWHERE)
        .where('tool_key', '=', toolKey)
        .execute();
    },
    async removeAll(actor) {
      await database.deleteFrom('tool_approval').where('owner_id', '=', actor.userId).execute();
    },
  };
}
