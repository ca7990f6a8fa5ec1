import 'server-only';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { MCP_SERVER_NAME } from '@/lib/protocol/mcp';
import { ConfigError } from '../config-error';
import { Secret } from '../secret';

/** An MCP server, by whoever added it. */
export type McpServer = {
  /** Stands before the names of its tools. */
  readonly name: string;
  readonly url: URL;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, Secret>>;
  /** Whether a person added it: then its address is trusted with nothing. */
  readonly isOwn: boolean;
};

export type McpConfig = {
  /** Servers that the operator added. */
  readonly servers: readonly McpServer[];
  /** Whether people may add more. */
  readonly mayAdd: boolean;
  /** Every value of a header, so that logs can be kept clean of them. */
  readonly secrets: readonly Secret[];
};

type ReadVariable = (name: string) => string | undefined;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Headers that the protocol itself sets. */
const RESERVED_HEADER =
  /^(?:accept|connection|content-.*|host|last-event-id|mcp-.*|transfer-encoding)$/i;

const fileSchema = z.array(
  z.strictObject({
    name: z
      .string()
      .regex(MCP_SERVER_NAME, 'must be 1 to 24 lower-case letters, digits and dashes'),
    url: z.string(),
    headers: z
      .record(
        z.string().regex(HEADER_NAME, 'must be the name of a header'),
        z.string().min(1, 'must be the name of a variable'),
      )
      .optional(),
  }),
  { error: 'must be a list of servers' },
);
type FileServer = z.infer<typeof fileSchema>[number];

function readServers(path: string): readonly FileServer[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`MCP_SERVERS_FILE: ${path} cannot be read as JSON`, { cause });
  }
  const result = fileSchema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigError(`MCP_SERVERS_FILE: ${issue?.path.join('.') || path}: ${issue?.message}`);
}

function parseAddress({ name, url: text }: FileServer): URL {
  const url = URL.parse(text);
  const isAllowed =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (url && isAllowed && !url.username && !url.password) return url;
  throw new ConfigError(
    `MCP_SERVERS_FILE: url of "${name}": must be an https address without a password, such as https://host/mcp (http only on this machine)`,
  );
}

function readHeaders({ name, headers = {} }: FileServer, read: ReadVariable) {
  return Object.fromEntries(
    Object.entries(headers).map(([header, variable]) => {
      if (RESERVED_HEADER.test(header)) {
        throw new ConfigError(
          `MCP_SERVERS_FILE: headers of "${name}": ${header} is not yours to set`,
        );
      }
      const value = read(variable);
      if (value === undefined) {
        throw new ConfigError(`${variable}: is named by MCP_SERVERS_FILE but not set`);
      }
      if (!/^[\x20-\x7e]+$/.test(value)) {
        throw new ConfigError(`${variable}: holds a character that no header has`);
      }
      return [header, new Secret(value)];
    }),
  );
}

/**
 * Reads `MCP_SERVERS_FILE` (a JSON list of `{name, url, headers?}`; a header's value is the name of the
 * variable that holds it) and `MCP_ALLOW_SETTINGS` (`1`: people may add servers).
 *
 * @param read - Gives a variable's value; `undefined` where it is not set.
 * @throws ConfigError with one line that names the setting.
 */
export function parseMcpConfig(read: ReadVariable): McpConfig {
  const path = read('MCP_SERVERS_FILE');
  const allow = read('MCP_ALLOW_SETTINGS') ?? '0';
  if (allow !== '0' && allow !== '1') throw new ConfigError('MCP_ALLOW_SETTINGS: must be 0 or 1');
  const seen = new Set<string>();
  const servers = (path ? readServers(path) : []).map((each): McpServer => {
    if (seen.has(each.name)) {
      throw new ConfigError(`MCP_SERVERS_FILE: the name "${each.name}" is taken`);
    }
    seen.add(each.name);
    return {
      name: each.name,
      url: parseAddress(each),
      headers: readHeaders(each, read),
      isOwn: false,
    };
  });
  const secrets = servers.flatMap(({ headers }) => Object.values(headers));
  return { servers, mayAdd: allow === '1', secrets };
}
