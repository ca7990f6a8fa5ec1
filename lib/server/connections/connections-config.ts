import 'server-only';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { DIALECT_NAMES, type DialectName } from '@/lib/domain/connection/dialect-name';
import { normaliseBaseUrl } from '@/lib/domain/connection/normalise-base-url';
import { ConfigError } from '../config-error';
import { Secret } from '../secret';

/** One OpenAI-compatible server as the operator configured it. */
export type ConfiguredServer = {
  readonly id: string;
  /** Words for it in the page. */
  readonly label: string;
  readonly baseUrl: string;
  readonly apiKey?: Secret | undefined;
  /** Listed first, and alone when the server does not list its models. */
  readonly model?: string | undefined;
  /** Detected when not given. */
  readonly dialect?: DialectName | undefined;
  /** Requests a minute that its key allows; `null` for any number. */
  readonly requestsPerMinute?: number | null | undefined;
  /** Whether pictures go through NVIDIA's asset store instead of inside the request. */
  readonly assets?: boolean | undefined;
};

/** Which servers are used, in the order they are offered. */
export type ConnectionsConfig = {
  readonly servers: readonly ConfiguredServer[];
  /** Ports of this machine looked at when no server is configured. */
  readonly localPorts: readonly number[];
  /** Every key, so that logs can be kept clean of them. */
  readonly secrets: readonly Secret[];
};

/** llama-server, Ollama, LM Studio, then NIM, vLLM and `transformers serve`. */
const LOCAL_PORTS: readonly number[] = [8080, 11434, 1234, 8000];

const NVIDIA_BASE_URL = 'https://integrate.api.nvidia.com/v1';
export const NVIDIA_MODEL = 'mistralai/ministral-14b-instruct-2512';
const RESERVED_ID = /^(?:nvidia|upstream|demo|local-.*)$/;

const UPSTREAM_OPTIONS = [
  'UPSTREAM_API_KEY',
  'UPSTREAM_MODEL',
  'UPSTREAM_DIALECT',
  'UPSTREAM_REQUESTS_PER_MINUTE',
];

type ReadVariable = (name: string) => string | undefined;

const dialectSchema = z.enum(DIALECT_NAMES, {
  error: `must be one of ${DIALECT_NAMES.join(', ')}`,
});
/** More a minute than a person or a team sends is no limit: such a row is a slip. */
const MAX_REQUESTS_PER_MINUTE = 10_000;
const rateSchema = z.union(
  [
    z.literal('none').transform(() => null),
    z.coerce.number().int().min(1).max(MAX_REQUESTS_PER_MINUTE),
  ],
  { error: 'must be "none" or a number of requests from 1 to 10000' },
);
const fileSchema = z.array(
  z.strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and dashes'),
    label: z.string().min(1).max(60).optional(),
    baseUrl: z.string(),
    apiKeyVariable: z.string().min(1).optional(),
    model: z.string().min(1).optional(),
    dialect: dialectSchema.optional(),
    requestsPerMinute: rateSchema.optional(),
    assets: z.boolean().optional(),
  }),
  { error: 'must be a list of connections' },
);

function parseBaseUrl(text: string, name: string) {
  const parsed = normaliseBaseUrl(text);
  if (parsed && URL.canParse(parsed.baseUrl)) return parsed;
  throw new ConfigError(`${name}: is no http(s) address of a server, such as http://host:8000/v1`);
}

function readNvidia(read: ReadVariable): ConfiguredServer[] {
  const key = read('NVIDIA_API_KEY');
  if (!key) return [];
  return [
    {
      id: 'nvidia',
      label: 'NVIDIA',
      baseUrl: NVIDIA_BASE_URL,
      apiKey: readKey(key, 'NVIDIA_API_KEY'),
      model: NVIDIA_MODEL,
      dialect: 'nvidia',
      requestsPerMinute: readRate(read, 'NVIDIA_REQUESTS_PER_MINUTE'),
    },
  ];
}

/** A key becomes a header, so what a header cannot carry is found out at the start. */
function readKey(key: string, name: string): Secret {
  if (/^[\x21-\x7e]+$/.test(key)) return new Secret(key);
  throw new ConfigError(`${name}: holds a space, a line break or a character no key has`);
}

function readRate(read: ReadVariable, name: string): number | null | undefined {
  const rate = rateSchema.optional().safeParse(read(name));
  if (rate.success) return rate.data;
  throw new ConfigError(`${name}: ${rate.error.issues[0]?.message}`);
}

function readUpstream(read: ReadVariable): ConfiguredServer[] {
  const address = read('UPSTREAM_BASE_URL');
  if (!address) {
    for (const name of UPSTREAM_OPTIONS) {
      if (read(name)) throw new ConfigError(`UPSTREAM_BASE_URL: is needed beside ${name}`);
    }
    return [];
  }
  const { baseUrl, suggestedModel } = parseBaseUrl(address, 'UPSTREAM_BASE_URL');
  const dialect = dialectSchema.optional().safeParse(read('UPSTREAM_DIALECT'));
  if (!dialect.success) {
    throw new ConfigError(`UPSTREAM_DIALECT: ${dialect.error.issues[0]?.message}`);
  }
  const key = read('UPSTREAM_API_KEY');
  return [
    {
      id: 'upstream',
      label: new URL(baseUrl).host,
      baseUrl,
      apiKey: key === undefined ? undefined : readKey(key, 'UPSTREAM_API_KEY'),
      model: read('UPSTREAM_MODEL') ?? suggestedModel,
      dialect: dialect.data,
      requestsPerMinute: readRate(read, 'UPSTREAM_REQUESTS_PER_MINUTE'),
    },
  ];
}

function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`CONNECTIONS_FILE: ${path} cannot be read as JSON`, { cause });
  }
}

function readFile(read: ReadVariable): ConfiguredServer[] {
  const path = read('CONNECTIONS_FILE');
  if (!path) return [];
  const result = fileSchema.safeParse(readJsonFile(path));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ConfigError(`CONNECTIONS_FILE: ${issue?.path.join('.') || path}: ${issue?.message}`);
  }
  const seen = new Set<string>();
  return result.data.map(({ id, label, apiKeyVariable, baseUrl, model, ...given }) => {
    if (seen.has(id) || RESERVED_ID.test(id)) {
      throw new ConfigError(`CONNECTIONS_FILE: the id "${id}" is taken`);
    }
    seen.add(id);
    const key = apiKeyVariable === undefined ? undefined : read(apiKeyVariable);
    if (apiKeyVariable !== undefined && key === undefined) {
      throw new ConfigError(`${apiKeyVariable}: is named by CONNECTIONS_FILE but not set`);
    }
    const address = parseBaseUrl(baseUrl, `CONNECTIONS_FILE: baseUrl of "${id}"`);
    return {
      id,
      label: label ?? new URL(address.baseUrl).host,
      baseUrl: address.baseUrl,
      apiKey: key === undefined ? undefined : readKey(key, apiKeyVariable ?? ''),
      model: model ?? address.suggestedModel,
      ...given,
    };
  });
}

function readPorts(text: string | undefined): readonly number[] {
  if (text === undefined) return LOCAL_PORTS;
  if (text === 'none') return [];
  return text.split(',').map((item) => {
    const port = Number(item.trim());
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    throw new ConfigError('LOCAL_SERVER_PORTS: must be "none" or port numbers such as 8080,11434');
  });
}

/**
 * Reads the connections: `NVIDIA_API_KEY`, `UPSTREAM_*`, `CONNECTIONS_FILE` (a JSON list of
 * `{id, label?, baseUrl, apiKeyVariable?, model?, dialect?, requestsPerMinute?, assets?}`) and, for tests and
 * unusual set-ups,
 * `LOCAL_SERVER_PORTS` (`none` for no detection).
 *
 * @param read - Gives a variable's value; `undefined` where it is not set.
 * @throws ConfigError with one line that names the setting.
 */
export function parseConnectionsConfig(read: ReadVariable): ConnectionsConfig {
  const servers = [...readNvidia(read), ...readUpstream(read), ...readFile(read)];
  return {
    servers,
    localPorts: readPorts(read('LOCAL_SERVER_PORTS')),
    secrets: servers.flatMap(({ apiKey }) => (apiKey ? [apiKey] : [])),
  };
}
