import * as z from 'zod/mini';
import { toolKeySchema } from './ids';
import { jsonObjectSchema } from './json-value';

/** Servers that one person may add. */
const MAX_OWN_MCP_SERVERS = 16;
/** Short enough that a tool's own name still fits beside it in the 64 letters of a function's name. */
export const MCP_SERVER_NAME = /^[a-z0-9-]{1,24}$/;

const serverNameSchema = z.string().check(z.regex(MCP_SERVER_NAME));
const isSecureAddress = (text: string) => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && !url.port && !url.username && !url.password;
};

/** A server that a person added. */
export const ownMcpServerSchema = z.object({
  name: serverNameSchema,
  url: z.string().check(
    z.maxLength(2_000),
    z.refine((text) => isSecureAddress(text)),
  ),
});
export type OwnMcpServer = z.infer<typeof ownMcpServerSchema>;

/** `PUT /api/mcp`: all servers that a person added, in place of those before. Each name once. */
export const ownMcpServersSchema = z.object({
  servers: z.array(ownMcpServerSchema).check(
    z.maxLength(MAX_OWN_MCP_SERVERS),
    z.refine((servers) => new Set(servers.map(({ name }) => name)).size === servers.length),
  ),
});

const definitionSchema = z.object({
  name: z.string(),
  description: z.string(),
  parameters: jsonObjectSchema,
});

/** Why a tool is not offered at all: its name, its schema, or how large its definition is. */
export const MCP_TOOL_FLAWS = ['name', 'schema', 'size'] as const;

/** A tool as its server describes it now. */
const mcpToolSchema = z.object({
  key: z.string(),
  /** As the server calls it. */
  name: z.string(),
  /** As a model is told it. */
  definition: definitionSchema,
  fingerprint: z.string(),
  state: z.enum(['on', 'off', 'changed']),
  /** What was agreed to, where that is something else. */
  agreed: z.optional(definitionSchema),
});
export type McpTool = z.infer<typeof mcpToolSchema>;

const mcpServerSchema = z.object({
  name: z.string(),
  /** Its host. */
  address: z.string(),
  /** Whether the person added it. */
  isOwn: z.boolean(),
  /** `off`: added by the person, where the operator no longer allows that. */
  state: z.enum(['connected', 'away', 'off']),
  /** Why it is away. */
  error: z.optional(
    z.object({
      code: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  tools: z.array(mcpToolSchema),
  /** Tools that no model is told of. */
  refused: z.array(z.object({ name: z.string(), flaw: z.enum(MCP_TOOL_FLAWS) })),
  /** Whether it has more tools than are listed. */
  isCut: z.boolean(),
});
export type McpServerState = z.infer<typeof mcpServerSchema>;

/** `GET /api/mcp`: the MCP servers of a person, each asked anew. */
export const mcpOverviewSchema = z.object({
  /** Whether the person may add servers. */
  mayAdd: z.boolean(),
  /** What the person added, with whole addresses. */
  own: z.array(ownMcpServerSchema),
  servers: z.array(mcpServerSchema),
});
export type McpOverview = z.infer<typeof mcpOverviewSchema>;

/**
 * `PUT /api/tools/pins`: agrees to a tool as its fingerprint says it was shown; `null` takes that back.
 */
export const toolPinSchema = z.object({
  key: toolKeySchema,
  fingerprint: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type ToolPinChange = z.infer<typeof toolPinSchema>;
