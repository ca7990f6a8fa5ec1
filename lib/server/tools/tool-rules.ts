import 'server-only';
import type { ConversationId } from '@/lib/domain/ids';
import type { ToolApproval, ToolRule } from '@/lib/domain/tool/tool-choice';
import type { Actor } from '../actor';
import type { DecidedTool, ToolApprovalStore } from '../tool-approval-store/tool-approval-store';
import { fingerprintOf } from './fingerprint';
import type { Tool } from './tool';

type Decided = ReadonlyMap<string, DecidedTool>;

/** What was decided about a tool as it is now; `undefined` for nothing, or for what it was before. */
export function decidedOf({ key, definition }: Tool, decided: Decided): ToolApproval | undefined {
  const found = decided.get(key);
  return found?.fingerprint === fingerprintOf(definition) ? found.approval : undefined;
}

/**
 * What holds for each tool, by its key.
 *
 * @param conversationId - `null` before there is a conversation.
 */
export async function readRules(
  approvals: ToolApprovalStore,
  actor: Actor,
  tools: readonly Tool[],
  conversationId: ConversationId | null,
): Promise<ReadonlyMap<string, ToolRule>> {
  const everywhere = await approvals.readAll(actor);
  const here = conversationId ? await approvals.read(actor, conversationId) : everywhere;
  const ruleOf = (tool: Tool): ToolRule => {
    const always = decidedOf(tool, everywhere) ?? tool.defaultApproval;
    const now = here.has(tool.key) ? decidedOf(tool, here) : undefined;
    if ((now ?? tool.defaultApproval) === 'ask') return 'ask';
    return always === 'allow' ? 'always' : 'conversation';
  };
  return new Map(tools.map((tool) => [tool.key, ruleOf(tool)]));
}

type NewRule = {
  readonly tool: Tool;
  readonly conversationId: ConversationId | null;
  readonly rule: ToolRule;
};

/**
 * Keeps what a person wants of a tool as it is now; of the tool as it may become, nothing is decided.
 *
 * @param change.conversationId - Where `conversation` holds; what was decided there ends with another rule.
 */
export async function keepRule(
  approvals: ToolApprovalStore,
  actor: Actor,
  { tool, conversationId, rule }: NewRule,
): Promise<void> {
  const decided = (approval: ToolApproval): DecidedTool => ({
    toolKey: tool.key,
    approval,
    fingerprint: fingerprintOf(tool.definition),
  });
  if (conversationId && rule === 'conversation') {
    await approvals.write(actor, conversationId, decided('allow'));
  } else if (conversationId) {
    await approvals.remove(actor, conversationId, tool.key);
  }
  const everywhere = rule === 'always' ? 'allow' : 'ask';
  // What holds everywhere is kept also for temporary chats: of those, nothing is written that says nothing new.
  const isNew =
    everywhere !== tool.defaultApproval || (await approvals.readAll(actor)).has(tool.key);
  if (isNew) await approvals.write(actor, null, decided(everywhere));
}
