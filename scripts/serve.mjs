/**
 * Runs the built server in this process: reads `.env`, checks what can be checked before, starts,
 * says where. `npm start` and the container both end here.
 */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EntryFailure, runEntry } from './entry/failure.mjs';
import { announceWhenReady } from './serve/announce-when-ready.mjs';
import { checkAddress } from './serve/check-address.mjs';
import { checkDataFolder } from './serve/check-data-folder.mjs';
import { handleSignals } from './serve/handle-signals.mjs';
import { prepareEnvironment } from './serve/prepare-environment.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await runEntry(async () => {
  const address = prepareEnvironment(root);
  checkDataFolder();
  await checkAddress(address);
  const dist = join(root, process.env.NEXT_DIST_DIR || '.next');
  const server = join(dist, 'standalone/server.js');
  if (!existsSync(server)) throw new EntryFailure('there is no build yet: run `npm start`.');
  // From the second start on this saves a quarter of the time; a read-only folder just has no cache.
  enableCompileCache(join(dist, 'cache/compiled'));
  handleSignals();
  const announced = announceWhenReady(address);
  await import(pathToFileURL(server).href);
  await announced;
});
