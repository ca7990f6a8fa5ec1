import * as z from 'zod/mini';
import { TOOL_RULES } from '@/lib/domain/tool/tool-choice';
import { conversationIdSchema } from './ids';

const ruleSchema = z.enum(TOOL_RULES);

const originSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('built-in') }),
  z.object({ type: z.literal('own') }),
  z.object({ type: z.literal('mcp'), server: z.string() }),
]);

const listedToolSchema = z.object({
  key: z.string(),
  /** As the model is told it. */
  name: z.string(),
  description: z.string(),
  origin: originSchema,
  /** Whether the person plays it. */
  isByHand: z.boolean(),
  rule: ruleSchema,
});
export type ListedTool = z.infer<typeof listedToolSchema>;

/** `GET /api/tools/approvals`: the tools of a person, with what holds for each. */
export const toolOverviewSchema = z.object({ tools: z.array(listedToolSchema) });
export type ToolOverview = z.infer<typeof toolOverviewSchema>;

/**
 * `PUT /api/tools/approvals`: what is to hold for a tool. What the tool is comes from the server, never from
 * here: of another one, nothing is decided by this.
 */
export const toolRuleChangeSchema = z
  .object({
    key: z.string().check(z.minLength(1), z.maxLength(200)),
    conversationId: z.nullable(conversationIdSchema),
    rule: ruleSchema,
  })
  .check(
    z.refine(({ rule, conversationId }) => rule !== 'conversation' || conversationId !== null),
  );
export type ToolRuleChange = z.infer<typeof toolRuleChangeSchema>;
