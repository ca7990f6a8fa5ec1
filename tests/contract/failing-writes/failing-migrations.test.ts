import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { countApplied, MIGRATIONS, migrate } from '@/lib/server/database/migrate';
import { postgresDialect } from '@/lib/server/database/open-postgres';
import { sqliteDialect } from '@/lib/server/database/open-sqlite';
import type { Schema } from '@/lib/server/database/schema';
import { translateFailures } from '@/lib/server/database/translate-failures';
import { Secret } from '@/lib/server/secret';
import { failingDriver, PlantedFailure } from '../../support/failing-driver';
import { createTestDatabase } from '../../support/postgres';

/** Every step of every store there has been, and more. */
const TOO_MANY = 1_000;

async function emptySqlite(): Promise<() => Dialect> {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-failing-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return () => sqliteDialect(join(folder, 'tenlens.db'));
}

async function emptyPostgres(): Promise<() => Dialect> {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return () => postgresDialect(new Secret(url));
}

async function using<Result>(
  dialect: Dialect,
  act: (database: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  const database = new Kysely<Schema>({ dialect: translateFailures(dialect) });
  return act(database).finally(() => database.destroy());
}

test.each([
  ['SQLite', emptySqlite],
  ['Postgres', emptyPostgres],
])(
  'migrations on %s that fail at any statement go on where they were',
  { timeout: 120_000 },
  async (_name, empty) => {
    const toDialect = await empty();
    let applied = 0;
    let reached = 0;
    // Each try fails one statement later, until the rest of the steps runs through.
    for (let number = 1; number < TOO_MANY; number += 1) {
      const { wrap, wasReached } = failingDriver(number, 'unsent');
      const result = await using(wrap(toDialect()), (database) => migrate(database)).catch(
        (error: unknown) => error,
      );
      if (wasReached()) expect(result).toBeInstanceOf(PlantedFailure);
      const now = await using(toDialect(), countApplied);
      expect(now).toBeGreaterThanOrEqual(applied);
      if (now > applied) number = 0;
      applied = now;
      reached += 1;
      if (!wasReached()) break;
    }
    expect(applied).toBe(MIGRATIONS.length);
    expect(reached).toBeGreaterThan(20);
    const { rows } = await using(toDialect(), (database) =>
      sql<{ count: number }>`select count(*) as count from migration`.execute(database),
    );
    expect(Number(rows[0]?.count)).toBe(MIGRATIONS.length);
  },
);
