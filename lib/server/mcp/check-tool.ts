import 'server-only';
import { canonicalName } from '@/lib/domain/prompt/canonical-name';
import type { JsonObject, JsonValue, ToolDefinition } from '@/lib/domain/prompt/prompt';
import { isJsonSchema } from '@/lib/domain/structured/find-schema-fault';
import { isFields } from '@/lib/domain/structured/json-kind';
import { withoutUnseen } from '@/lib/domain/without-unseen';
import type { MCP_TOOL_FLAWS } from '@/lib/protocol/mcp';
import type { ServerTool } from './mcp-connection';

/** Longest text of a description, in UTF-16 units: of a tool as of one of its parameters. */
const MAX_DESCRIPTION = 1024;
/** A parameter's name is a name: instructions need more room, or spaces. */
const PARAMETER_NAME = /^[^\s\p{C}]{1,64}$/u;
const TOOL_NAME = /^[^\p{C}]{1,128}$/u;
const MAX_DEPTH = 12;
/** Longest definition as JSON, in UTF-16 units: it costs its tokens with every request. */
const MAX_DEFINITION = 16 * 1024;

export type ToolFlaw = (typeof MCP_TOOL_FLAWS)[number];
/** A tool as a model may be told it, or why it is told of none. */
export type CheckedTool =
  | { readonly name: string; readonly definition: ToolDefinition }
  | { readonly name: string; readonly flaw: ToolFlaw };

/** `toString`, `constructor` and their like are keys of every object: no foreign name may be one. */
const isInherited = (name: string) => name in Object.prototype;

function shorten(text: string): string {
  const seen = withoutUnseen(text).trim();
  return seen.length <= MAX_DESCRIPTION
    ? seen
    : `${seen.slice(0, MAX_DESCRIPTION - 1).toWellFormed()}…`;
}

/**
 * What stands somewhere in the description of a parameter: a schema, schemas by names, or data, the same
 * words of which mean nothing.
 */
type Kind = 'schema' | 'names' | 'data';
type Place = { readonly kind: Kind; readonly depth: number };

/** Words for people and models alone. All other texts are what a server compares: they are as they are. */
const WORDS = new Set(['title', 'description']);
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[
    'properties',
    'patternProperties',
    '$defs',
    'definitions',
    'dependentSchemas',
    'dependencies',
  ].map((keyword) => [keyword, 'names'] as const),
  ...['enum', 'const', 'default', 'examples', 'required', 'dependentRequired'].map(
    (keyword) => [keyword, 'data'] as const,
  ),
]);

/** JSON with its descriptions shortened; `undefined` where it is too deep, or has a name or text that hides something. */
function cleanValue(value: unknown, place: Place): JsonValue | undefined {
  if (typeof value === 'string') return withoutUnseen(value) === value ? value : undefined;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (place.depth > MAX_DEPTH) return undefined;
  return Array.isArray(value) ? cleanList(value, place) : cleanObject(value, place);
}

function cleanList(values: readonly unknown[], { kind, depth }: Place): JsonValue | undefined {
  const cleaned = values.map((each) => cleanValue(each, { kind, depth: depth + 1 }));
  return cleaned.every((each) => each !== undefined) ? cleaned : undefined;
}

/** What belongs to a key of an object of a kind. */
function kindAt(key: string, kind: Kind): Kind {
  if (kind === 'names') return 'schema';
  return kind === 'schema' ? (KINDS.get(key) ?? 'schema') : 'data';
}

function cleanObject(value: unknown, { kind, depth }: Place): JsonObject | undefined {
  if (!isFields(value)) return undefined;
  const cleaned: Record<string, JsonValue> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!PARAMETER_NAME.test(key) || isInherited(key)) return undefined;
    const isWords = kind === 'schema' && WORDS.has(key) && typeof inner === 'string';
    const place = { kind: kindAt(key, kind), depth: depth + 1 };
    const each = isWords ? shorten(inner) : cleanValue(inner, place);
    if (each === undefined) return undefined;
    cleaned[key] = each;
  }
  return cleaned;
}

function readParameters(schema: unknown): JsonObject | undefined {
  const cleaned = cleanObject(schema, { kind: 'schema', depth: 0 });
  if (!cleaned || !isJsonSchema(cleaned)) return undefined;
  const { $schema, type = 'object', properties = {}, ...rest } = cleaned;
  return type === 'object' ? { type, properties, ...rest } : undefined;
}

/**
 * Reads a tool as its server describes it. What the server says is data: its words are shortened, and
 * what cannot be seen is taken out of them, before a person or a model reads them; one that hides anything
 * elsewhere is refused. The server's name stands before that of the tool, so that no server can take the place of another's tool.
 *
 * @param server - The server's name.
 */
function checkTool(server: string, { name, description, inputSchema }: ServerTool): CheckedTool {
  if (!TOOL_NAME.test(name) || isInherited(name)) {
    return { name: shorten(name).slice(0, 64).toWellFormed(), flaw: 'name' };
  }
  const parameters = readParameters(inputSchema);
  if (!parameters) return { name, flaw: 'schema' };
  const definition = {
    name: canonicalName(`${server}_${name}`),
    description: `[${server}] ${shorten(description ?? '')}`.trim(),
    parameters,
  };
  if (JSON.stringify(definition).length > MAX_DEFINITION) return { name, flaw: 'size' };
  return { name, definition };
}

/** The tools of a server, each name once: the first one has it. */
export function checkTools(server: string, tools: readonly ServerTool[]): readonly CheckedTool[] {
  const byName = new Map<string, CheckedTool>();
  for (const tool of tools) {
    if (!byName.has(tool.name)) byName.set(tool.name, checkTool(server, tool));
  }
  return [...byName.values()];
}
