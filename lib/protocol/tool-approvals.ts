import * as z from 'zod/mini';
import { TOOL_RULES } from '@/lib/domain/tool/tool-choice';
import { conversationIdSchema, toolKeySchema } from './ids';

const ruleSchema = z.enum(TOOL_RULES);

/** `GET /api/tools/approvals`: what holds for each tool of a person, by its key. */
export const toolApprovalsSchema = z.object({ rules: z.record(z.string(), ruleSchema) });

/**
 * `PUT /api/tools/approvals`: what is to hold for a tool. What the tool is comes from the server, never from
 * here: of another one, nothing is decided by this.
 */
export const toolRuleChangeSchema = z
  .object({
    key: toolKeySchema,
    conversationId: z.nullable(conversationIdSchema),
    rule: ruleSchema,
  })
  .check(
    z.refine(({ rule, conversationId }) => rule !== 'conversation' || conversationId !== null),
  );
export type ToolRuleChange = z.infer<typeof toolRuleChangeSchema>;
