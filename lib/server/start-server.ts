import 'server-only';
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
 * the process with one line that names the setting.
 */
export async function startServer(): Promise<void> {
  try {
    const { connections } = await serverContext();
    await connections.probeLocal();
    process.stdout.write(`Connected to ${connections.describe()}\n`);
    endOnSignals();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
