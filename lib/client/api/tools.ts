import 'client-only';
import type { ConversationId, ToolId } from '@/lib/domain/ids';
import { type NewOwnTool, type OwnTool, ownToolKey } from '@/lib/domain/tool/own-tool';
import type { ToolRule } from '@/lib/domain/tool/tool-choice';
import { type ToolRuleChange, toolApprovalsSchema } from '@/lib/protocol/tool-approvals';
import {
  ownToolSchema,
  type ToolSummary,
  type ToolTrialResult,
  toolListSchema,
  toolTrialResultSchema,
} from '@/lib/protocol/tools';
import { timeZone } from '../time-zone';
import { jsonBody, request, requestJson } from './request-json';

const PATH = '/api/tools';
const APPROVALS = `${PATH}/approvals`;

/** A tool with what holds for it, and with what it does where the person made it. */
export type ListedTool = ToolSummary & {
  readonly rule: ToolRule;
  readonly own: OwnTool | undefined;
};

/** The tools of a person, with what holds for each in a conversation. */
export async function fetchTools(
  conversationId: ConversationId | null,
  signal: AbortSignal,
): Promise<ListedTool[]> {
  const query = conversationId ? `?conversationId=${conversationId}` : '';
  const [{ tools, own }, { rules }] = await Promise.all([
    requestJson(PATH, toolListSchema, { signal }),
    requestJson(APPROVALS + query, toolApprovalsSchema, { signal }),
  ]);
  return tools.map((tool) => ({
    ...tool,
    rule: rules[tool.key] ?? 'ask',
    own: own.find(({ id }) => ownToolKey(id) === tool.key),
  }));
}

export async function saveToolRule(change: ToolRuleChange): Promise<void> {
  await request(APPROVALS, jsonBody('PUT', change));
}

/** @param id - `null` makes a new tool. */
export function saveOwnTool(id: ToolId | null, tool: NewOwnTool): Promise<OwnTool> {
  const [path, method] =
    id === null ? ([PATH, 'POST'] as const) : ([`${PATH}/${id}`, 'PUT'] as const);
  return requestJson(path, ownToolSchema, jsonBody(method, tool));
}

export async function removeOwnTool(id: ToolId): Promise<void> {
  await request(`${PATH}/${id}`, { method: 'DELETE' });
}

/** Calls a tool without a model. @param text - Arguments as JSON. */
export function tryTool(key: string, text: string): Promise<ToolTrialResult> {
  const trial = { key, arguments: text, timeZone: timeZone() };
  return requestJson(`${PATH}/try`, toolTrialResultSchema, jsonBody('POST', trial));
}
