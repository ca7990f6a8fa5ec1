import 'server-only';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { ConfigError } from './config-error';
import { type ConnectionsConfig, parseConnectionsConfig } from './connections/connections-config';
import { type McpConfig, parseMcpConfig } from './mcp/mcp-config';
import { Secret } from './secret';

/** What an operator may still have to do before anything works. */
export type SetupStep = 'database-url' | 'access-password';

export type Config = {
  readonly host: string;
  /** Folder of the embedded store; where there is a `databaseUrl`, only of what is on its way. */
  readonly dataDirectory: string;
  /** Postgres instead of the embedded store. */
  readonly databaseUrl: Secret | null;
  readonly authMode: 'none' | 'password';
  readonly accessPassword: Secret | null;
  /** Host names, beside the loopback ones, that requests may name. */
  readonly allowedHosts: readonly string[];
  /** Address people use, where it was set. */
  readonly publicUrl: URL | null;
  /** What the operator still has to do before anything works; pages and routes say so. */
  readonly setupStep: SetupStep | null;
  readonly connections: ConnectionsConfig;
  /** Whether models may read pages of the public web. */
  readonly allowsFetch: boolean;
  /** MCP servers, and whether people may add some. */
  readonly mcp: McpConfig;
  /** Milliseconds an answer may take where the platform ends it then; `null` for as long as it takes. */
  readonly runLimitMs: number | null;
};

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

const POSTGRES_ADDRESS =
  'must be postgres://user:password@host:port/name, with special characters as %XX';

/** Whether every % in an address begins a character in UTF-8, as it must where a password has one. */
function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address);
    return true;
  } catch {
    // A plain yes or no: the refusal says what is wrong.
    return false;
  }
}

/** Vercel ends a function after 300 s; the rest is for storing the answer. */
const VERCEL_RUN_LIMIT_MS = 290_000;

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: POSTGRES_ADDRESS })
    .refine(isDecodable, { error: POSTGRES_ADDRESS })
    .optional(),
  AUTH_MODE: z
    .enum(['none', 'password'], { error: 'must be "none" or "password"' })
    .default('none'),
  ACCESS_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  ALLOW_INSECURE: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  TOOLS_FETCH: z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  VERCEL: z.string().optional(),
  VERCEL_URL: z.string().optional(),
  VERCEL_BRANCH_URL: z.string().optional(),
  VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
});

/** Reads `NAME`, or the file that `NAME_FILE` names; an empty value is none. */
function readVariable(environment: Environment, name: string): string | undefined {
  const path = environment[`${name}_FILE`];
  if (!path) return environment[name]?.trim() || undefined;
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (cause) {
    throw new ConfigError(`${name}_FILE: cannot read ${path}`, { cause });
  }
}

function parseEnvironment(environment: Environment) {
  const names = Object.keys(environmentSchema.shape);
  const values = Object.fromEntries(names.map((name) => [name, readVariable(environment, name)]));
  const result = environmentSchema.safeParse(values);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`);
}

type Values = ReturnType<typeof parseEnvironment>;

function checkTogether(values: Values): void {
  if (values.VERCEL) return;
  if (values.AUTH_MODE === 'password' && !values.ACCESS_PASSWORD) {
    throw new ConfigError('ACCESS_PASSWORD: is needed with AUTH_MODE=password');
  }
  if (values.AUTH_MODE !== 'password' && values.ACCESS_PASSWORD) {
    throw new ConfigError('AUTH_MODE: set it to password, or leave ACCESS_PASSWORD out');
  }
  if (values.AUTH_MODE === 'none' && values.ALLOW_INSECURE !== '1') requireOwnMachine(values);
}

/** Without a password only this machine may come in, by itself or through a proxy. */
function requireOwnMachine({ HOST, PUBLIC_URL }: Values): void {
  const remedy = 'set AUTH_MODE=password and ACCESS_PASSWORD, or ALLOW_INSECURE=1';
  if (!LOOPBACK_HOSTS.has(HOST)) {
    throw new ConfigError(`HOST: ${HOST} lets other machines in without a password; ${remedy}`);
  }
  if (PUBLIC_URL && !LOOPBACK_HOSTS.has(new URL(PUBLIC_URL).hostname)) {
    throw new ConfigError(
      `PUBLIC_URL: ${PUBLIC_URL} lets other machines in without a password; ${remedy}`,
    );
  }
}

type SetupValues = Partial<
  Pick<Values, 'VERCEL' | 'DATABASE_URL' | 'AUTH_MODE' | 'ACCESS_PASSWORD'>
>;

/** On Vercel nothing stays on a disk, and every address is open to the world. */
function setupStepOf(values: SetupValues): SetupStep | null {
  if (!values.VERCEL) return null;
  if (!values.DATABASE_URL) return 'database-url';
  return values.AUTH_MODE === 'password' && values.ACCESS_PASSWORD ? null : 'access-password';
}

/**
 * Reads the whole configuration. The only place that knows the environment's names.
 *
 * @throws ConfigError with one line that names the setting.
 */
export function parseConfig(environment: Environment): Config {
  const values = parseEnvironment(environment);
  checkTogether(values);
  const publicUrl = values.PUBLIC_URL ? new URL(values.PUBLIC_URL) : null;
  const vercelHosts = values.VERCEL
    ? [values.VERCEL_URL, values.VERCEL_BRANCH_URL, values.VERCEL_PROJECT_PRODUCTION_URL]
    : [];
  return {
    host: values.HOST,
    dataDirectory: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL ? new Secret(values.DATABASE_URL) : null,
    authMode: values.AUTH_MODE,
    accessPassword: values.ACCESS_PASSWORD ? new Secret(values.ACCESS_PASSWORD) : null,
    allowedHosts: [publicUrl?.host, ...vercelHosts].flatMap((host) => (host ? [host] : [])),
    publicUrl,
    setupStep: setupStepOf(values),
    runLimitMs: values.VERCEL ? VERCEL_RUN_LIMIT_MS : null,
    connections: parseConnectionsConfig((name) => readVariable(environment, name)),
    allowsFetch: values.TOOLS_FETCH === '1',
    mcp: parseMcpConfig((name) => readVariable(environment, name)),
  };
}

/**
 * Makes sure that the data folder is there and can be written.
 *
 * @throws ConfigError that names the setting.
 */
export function ensureDataDirectory(config: Config): string {
  try {
    mkdirSync(config.dataDirectory, { recursive: true });
  } catch (cause) {
    throw new ConfigError(`DATA_DIR: cannot write to ${config.dataDirectory}`, { cause });
  }
  return join(config.dataDirectory, 'tenlens.db');
}

/** What the operator of this process still has to do; `null` when that is nothing. */
export function readSetupStep(): SetupStep | null {
  if (!process.env.VERCEL) return null;
  return setupStepOf(parseEnvironment(process.env));
}

/** Address people use, where this process was given one that can be read. */
export function readPublicUrl(): URL | null {
  const address = readVariable(process.env, 'PUBLIC_URL');
  return address && URL.canParse(address) ? new URL(address) : null;
}

/** The configuration of this process. */
export function loadConfig(): Config {
  return parseConfig(process.env);
}
