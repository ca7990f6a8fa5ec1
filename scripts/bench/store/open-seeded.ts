import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, parseConfig } from '@/lib/server/config';
import { openDatabase } from '@/lib/server/database/open-database';
import type { Engine } from '../../load/engine';
import { openPostgres } from '../../load/open-postgres';
import { type Size, seedStore } from './seed-store';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = [
  'lib/server/database/{migrations/*,schema}.ts',
  'lib/server/search/*.ts',
  'lib/domain/search/*.ts',
  'scripts/bench/store/*.ts',
];

/** What the seeded store depends on. */
function hashOf(size: Size): string {
  const hash = createHash('sha256').update(JSON.stringify(size));
  for (const path of globSync(SOURCES, { cwd: root }).toSorted()) {
    hash.update(readFileSync(join(root, path)));
  }
  return hash.digest('hex').slice(0, 12);
}

async function seed(config: Config, size: Size): Promise<void> {
  const { database, close } = await openDatabase(config);
  await seedStore(database, size);
  await close();
}

const configOf = (environment: Record<string, string>) =>
  parseConfig({ LOCAL_SERVER_PORTS: 'none', ...environment });

/** Kept between runs: seeding takes minutes. */
async function openSeededFile(size: Size) {
  const folder = join(tmpdir(), `tenlens-bench-store-${hashOf(size)}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    await seed(configOf({ DATA_DIR: unfinished }), size);
    renameSync(unfinished, folder);
  }
  return { config: configOf({ DATA_DIR: folder }), close: async () => {} };
}

/** Opens a store of that size: what configures it, and how to let it go. */
export async function openSeeded(engine: Engine, size: Size) {
  if (engine === 'sqlite') return openSeededFile(size);
  const { url, close } = await openPostgres();
  const config = configOf({ DATABASE_URL: url });
  await seed(config, size);
  return { config, close };
}
