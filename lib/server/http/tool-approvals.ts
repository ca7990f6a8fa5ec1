import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ToolRule } from '@/lib/domain/tool/tool-choice';
import { conversationIdSchema } from '@/lib/protocol/ids';
import type { ToolRuleChange } from '@/lib/protocol/tool-approvals';
import type { Actor } from '../actor';
import type { Context } from '../context';
import { keepRule, readRules } from '../tools/tool-rules';
import { parseParameter } from './parse-body';

async function requireConversation(
  { conversations }: Context,
  actor: Actor,
  id: ConversationId | null,
): Promise<void> {
  if (id && !(await conversations.has(actor, id))) throw new AppError('not-found');
}

/**
 * What holds for each tool of a person, in the conversation that a query names.
 *
 * @throws AppError `not-found` for a conversation that is not the actor's.
 */
export async function readToolRules(
  context: Context,
  actor: Actor,
  query: URLSearchParams,
): Promise<{ rules: Record<string, ToolRule> }> {
  const named = query.get('conversationId');
  const id = named === null ? null : parseParameter(named, conversationIdSchema);
  await requireConversation(context, actor, id);
  const tools = await context.toolbox.list(actor);
  const rules = await readRules(context.toolApprovals, actor, tools, id);
  return { rules: Object.fromEntries(rules) };
}

/** @throws AppError `not-found` for a tool or a conversation that is not the actor's. */
export async function changeToolRule(
  context: Context,
  actor: Actor,
  { key, conversationId, rule }: ToolRuleChange,
): Promise<void> {
  await requireConversation(context, actor, conversationId);
  const [tool] = await context.toolbox.choose(actor, [key]);
  if (!tool) throw new AppError('not-found');
  await keepRule(context.toolApprovals, actor, { tool, conversationId, rule });
}
