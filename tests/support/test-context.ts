import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig } from '@/lib/server/config';
import { type Context, createContext } from '@/lib/server/context';
import type { Logger } from '@/lib/server/logger';
import { FakeProvider } from './fake-provider';

export type LogLine = { level: string; event: string; facts: object };

export type TestContext = {
  readonly context: Context;
  readonly provider: FakeProvider;
  /** What the server logged. */
  readonly lines: LogLine[];
  /** Ends every answer, closes the store and deletes its folder. */
  close(): Promise<void>;
};

function recordInto(lines: LogLine[]): Logger {
  const write =
    (level: string) =>
    (event: string, facts: object = {}) =>
      void lines.push({ level, event, facts });
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/**
 * The server's own context on a data folder of its own, with a provider whose answers the test writes.
 *
 * @param environment - Variables beside `DATA_DIR`.
 */
export async function createTestContext(
  environment: Record<string, string> = {},
  provider = new FakeProvider(),
  more: Pick<Partial<Context>, 'toolbox'> = {},
): Promise<TestContext> {
  const lines: LogLine[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-test-'));
  const config = parseConfig({ DATA_DIR: folder, ...environment });
  const parts = { connections: provider.connections(), logger: recordInto(lines), ...more };
  const context = await createContext(config, parts);
  const close = async () => {
    provider.endAll();
    await context.generations.drain();
    await context.close();
    rmSync(folder, { recursive: true });
  };
  return { context, provider, lines, close };
}

/** As `createTestContext`, for one test; it is closed when that ends. */
export async function openTestContext(
  ...parameters: Parameters<typeof createTestContext>
): Promise<TestContext> {
  const opened = await createTestContext(...parameters);
  onTestFinished(opened.close);
  return opened;
}
