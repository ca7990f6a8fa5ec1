/** `npm run restore -- <file>`: puts a backup in the place of the embedded store; the app must not run. */
import { fileURLToPath } from 'node:url';
import { runStoreTool } from './store/run-store-tool.mjs';

await runStoreTool(fileURLToPath(new URL('./store/restore-store.mjs', import.meta.url)));
