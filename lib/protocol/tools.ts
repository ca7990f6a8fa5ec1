import * as z from 'zod/mini';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { storableText } from '@/lib/domain/storable-text';
import { isJsonSchema } from '@/lib/domain/structured/find-schema-fault';
import { toolOutputSchema } from './conversations';
import { attachmentIdSchema, toolIdSchema, toolKeySchema } from './ids';
import { jsonObjectSchema } from './json-value';
import { timeZoneSchema } from './time-zone';
import { templateFlaw } from './tool-address';
import { MAX_REPLY_CHARACTERS, toolReplySchema } from './tool-reply';

export const MAX_OWN_TOOLS = 100;
/** As every server takes it. */
export const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
/** Most characters of what a person makes a tool of. */
export const TOOL_LIMITS = {
  description: 2_000,
  /** As JSON without anything between its values. */
  parameters: 50_000,
  reply: MAX_REPLY_CHARACTERS,
  url: 2_000,
} as const;
const MAX_ARGUMENTS_CHARACTERS = 1_000_000;
const MAX_TRIED_IMAGES = 10;

const text = (maxCharacters: number) =>
  z.string().check(z.overwrite(storableText), z.maxLength(maxCharacters));

const isObjectSchema = (value: JsonObject) =>
  isJsonSchema(value) &&
  (value.type === undefined || value.type === 'object') &&
  JSON.stringify(value).length <= TOOL_LIMITS.parameters;

const actionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), text: toolReplySchema }),
  z.object({
    type: z.literal('http'),
    method: z.enum(['GET', 'POST']),
    url: text(TOOL_LIMITS.url),
  }),
  z.object({ type: z.literal('by-hand') }),
]);

const ownToolShape = {
  name: z.string().check(z.regex(TOOL_NAME)),
  description: text(TOOL_LIMITS.description),
  parameters: jsonObjectSchema,
  action: actionSchema,
};

/** A tool as it is stored: its parameters may be no JSON Schema, by what is known of them today. */
export const storedOwnToolSchema = z
  .object(ownToolShape)
  .check(
    z.refine(
      ({ action, parameters }) =>
        action.type !== 'http' || templateFlaw(action.url, parameters) === null,
    ),
  );

/** `POST /api/tools` and `PUT /api/tools/{id}`: a tool as a person made it. */
export const newOwnToolSchema = storedOwnToolSchema.check(
  z.refine(({ parameters }) => isObjectSchema(parameters), { path: ['parameters'] }),
);

export const ownToolSchema = z.object({ ...ownToolShape, id: toolIdSchema });

const originSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('built-in') }),
  z.object({ type: z.literal('own') }),
  z.object({ type: z.literal('mcp'), server: z.string() }),
]);

/** Something a model may call, as settings show it. */
export const toolSchema = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  parameters: jsonObjectSchema,
  origin: originSchema,
  /** What is done where the person has not chosen. */
  defaultApproval: z.enum(['ask', 'allow']),
  /** Whether the person plays it. */
  isByHand: z.boolean(),
});
export type ToolSummary = z.infer<typeof toolSchema>;

/** `GET /api/tools`. */
export const toolListSchema = z.object({
  /** All there are, in the order models are told of them. */
  tools: z.array(toolSchema),
  /** Those that the person made, with what they do. */
  own: z.array(ownToolSchema),
});

/** `POST /api/tools/try`: a call without a model. */
export const toolTrialSchema = z.object({
  key: toolKeySchema,
  /** JSON as a model would write it. */
  arguments: z.string().check(z.maxLength(MAX_ARGUMENTS_CHARACTERS)),
  timeZone: z._default(timeZoneSchema, 'UTC'),
  /** Pictures the tool may be asked about, numbered from 1. */
  attachmentIds: z._default(z.array(attachmentIdSchema).check(z.maxLength(MAX_TRIED_IMAGES)), []),
});

/** What came of it. */
export const toolTrialResultSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('output'), output: toolOutputSchema, isRepaired: z.boolean() }),
  /** The tool was not called. `reason` is what a model would be told. */
  z.object({
    type: z.literal('unfit'),
    path: z.string(),
    keyword: z.string(),
    reason: z.string(),
  }),
  /** The arguments fit; the person plays this tool. */
  z.object({ type: z.literal('by-hand'), isRepaired: z.boolean() }),
]);
export type ToolTrialResult = z.infer<typeof toolTrialResultSchema>;
