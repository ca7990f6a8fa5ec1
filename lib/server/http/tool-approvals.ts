import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import { conversationIdSchema } from '@/lib/protocol/ids';
import type { ListedTool, ToolOverview, ToolRuleChange } from '@/lib/protocol/tool-approvals';
import type { Actor } from '../actor';
import type { Context } from '../context';
import type { Tool } from '../tools/tool';
import { keepRule, readRules } from '../tools/tool-rules';
import { parseParameter } from './parse-body';

async function requireConversation(
  { conversations }: Context,
  actor: Actor,
  id: ConversationId | null,
): Promise<void> {
  if (id && !(await conversations.read(actor, id))) throw new AppError('not-found');
}

/**
 * The tools of a person with what holds for each, in the conversation that a query names.
 *
 * @throws AppError `not-found` for a conversation that is not the actor's.
 */
export async function readTools(
  context: Context,
  actor: Actor,
  query: URLSearchParams,
): Promise<ToolOverview> {
  const named = query.get('conversationId');
  const id = named === null ? null : parseParameter(named, conversationIdSchema);
  await requireConversation(context, actor, id);
  const tools = await context.toolbox.list(actor);
  const rules = await readRules(context.toolApprovals, actor, tools, id);
  const toListed = ({ key, definition, origin, isByHand }: Tool): ListedTool => {
    const { name, description } = definition;
    return { key, name, description, origin, isByHand, rule: rules.get(key) ?? 'ask' };
  };
  return { tools: tools.map(toListed) };
}

/** @throws AppError `not-found` for a tool or a conversation that is not the actor's. */
export async function changeToolRule(
  context: Context,
  actor: Actor,
  { key, conversationId, rule }: ToolRuleChange,
): Promise<void> {
  await requireConversation(context, actor, conversationId);
  const tool = (await context.toolbox.list(actor)).find((each) => each.key === key);
  if (!tool) throw new AppError('not-found');
  await keepRule(context.toolApprovals, actor, { tool, conversationId, rule });
}
