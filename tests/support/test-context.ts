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
};

function recordInto(lines: LogLine[]): Logger {
  const write =
    (level: string) =>
    (event: string, facts: object = {}) =>
      void lines.push({ level, event, facts });
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/**
 * The server's own context on a data folder of its own, with a provider whose answers the test writes.
 * Both end with the test.
 *
 * @param environment - Variables beside `DATA_DIR`.
 */
export async function openTestContext(
  environment: Record<string, string> = {},
  provider = new FakeProvider(),
): Promise<TestContext> {
  const lines: LogLine[] = [];
  const config = parseConfig({ DATA_DIR: temporaryFolder(), ...environment });
  const parts = { connections: provider.connections(), logger: recordInto(lines) };
  const context = await createContext(config, parts);
  onTestFinished(async () => {
    provider.endAll();
    await context.generations.drain();
    await context.close();
  });
  return { context, provider, lines };
}
