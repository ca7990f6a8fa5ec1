import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { openPostgres } from './open-postgres';

const engineSchema = z.enum(['sqlite', 'postgres']);

/** Where the app under test keeps what it stores. */
export type Engine = z.infer<typeof engineSchema>;

/** @throws Error when it names neither. */
export const parseEngine = (name: string): Engine => engineSchema.parse(name);

export type OpenedEngine = {
  /** Variables that make the app use it; the same over several starts. */
  readonly env: Readonly<Record<string, string>>;
  /** The SQLite file once the app has run; `null` on Postgres. */
  readonly file: string | null;
  /** Throws everything away. */
  close(): Promise<void>;
};

/** Makes an empty store for the app. */
export async function openEngine(engine: Engine): Promise<OpenedEngine> {
  if (engine === 'postgres') {
    const { url, close } = await openPostgres();
    return { env: { DATABASE_URL: url }, file: null, close };
  }
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-store-'));
  return {
    env: { DATA_DIR: folder },
    file: join(folder, 'tenlens.db'),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
