import 'server-only';
import pino from 'pino';

/** Facts of one log line: codes, ids, counts and times. Never text of a person, a model or an upstream. */
type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

export type Logger = Record<'info' | 'warn' | 'error', (event: string, facts?: Facts) => void>;

// A key can get into an error text by ways nobody thought of: whatever looks like one is cut out.
const SECRET_LIKE = /\b(?:nvapi-|sk-|Bearer\s+)[A-Za-z0-9._~+/=-]{6,}/gi;

function clean(facts: Facts, secrets: readonly string[]): Facts {
  const redact = (text: string) =>
    secrets.reduce(
      (redacted, secret) => redacted.replaceAll(secret, '[redacted]'),
      text.replace(SECRET_LIKE, '[redacted]'),
    );
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? redact(value) : value,
    ]),
  );
}

/**
 * The one logger: a JSON line an event on standard output.
 *
 * @param secrets - Values that must not appear in any line.
 */
export function createLogger(secrets: readonly string[]): Logger {
  const known = secrets.filter((secret) => secret !== '');
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, facts: Facts = {}) =>
      logger[level](clean(facts, known), event);
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
