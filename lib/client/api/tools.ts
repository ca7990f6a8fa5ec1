import 'client-only';
import type { ConversationId } from '@/lib/domain/ids';
import {
  type ToolOverview,
  type ToolRuleChange,
  toolOverviewSchema,
} from '@/lib/protocol/tool-approvals';
import { jsonBody, request, requestJson } from './request-json';

const APPROVALS = '/api/tools/approvals';

/** The tools of a person, with what holds for each in a conversation. */
export function fetchTools(
  conversationId: ConversationId | null,
  signal: AbortSignal,
): Promise<ToolOverview> {
  const query = conversationId ? `?conversationId=${conversationId}` : '';
  return requestJson(APPROVALS + query, toolOverviewSchema, { signal });
}

export async function saveToolRule(change: ToolRuleChange): Promise<void> {
  await request(APPROVALS, jsonBody('PUT', change));
}
