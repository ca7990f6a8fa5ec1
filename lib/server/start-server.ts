import 'server-only';
import { inspect } from 'node:util';
import { ConfigError } from './config-error';
import { serverContext } from './context';

/** Ends the process in order: no new sends, running answers get their time, the store is closed. */
function endOnSignals(): void {
  let isEnding = false;
  const end = async () => {
    // A second signal means now.
    if (isEnding) process.exit(1);
    isEnding = true;
    const context = await serverContext();
    await context.generations.drain();
    await context.close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/**
 * Opens the store and says what the server is connected to. A configuration that cannot be used ends
 * the process with one line that names the setting; so does any other failure, with its trace: Next
 * itself would go on after it.
 */
export async function startServer(): Promise<void> {
  try {
    const { connections } = await serverContext();
    endOnSignals();
    await connections.probeLocal();
    process.stdout.write(`Connected to ${connections.describe()}\n`);
  } catch (error) {
    const text = error instanceof ConfigError ? error.message : inspect(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}
