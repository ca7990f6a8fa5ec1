import 'server-only';
import type { ConversationId } from '@/lib/domain/ids';
import type { ToolApproval } from '@/lib/domain/tool/tool-choice';
import type { Actor } from '../actor';

/** What was decided about the calls of a tool as it was then. */
export type DecidedTool = {
  readonly toolKey: string;
  readonly approval: ToolApproval;
  /** See `fingerprintOf`: of a tool that has another one, nothing was decided. */
  readonly fingerprint: string;
};

/** Keeps what people decided about tools. Never told by a client: it is written when a person decides. */
export interface ToolApprovalStore {
  /** What holds in a conversation: what was decided there goes before what holds everywhere. */
  read(actor: Actor, conversationId: ConversationId): Promise<ReadonlyMap<string, DecidedTool>>;
  /** What holds everywhere. */
  readAll(actor: Actor): Promise<ReadonlyMap<string, DecidedTool>>;
  /** @param conversationId - `null` for everywhere. */
  write(actor: Actor, conversationId: ConversationId | null, decided: DecidedTool): Promise<void>;
  /** Nothing is decided there any more. @param conversationId - `null` for everywhere. */
  remove(actor: Actor, conversationId: ConversationId | null, toolKey: string): Promise<void>;
  removeAll(actor: Actor): Promise<void>;
}
