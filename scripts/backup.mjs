/** `npm run backup -- <file>`: a copy of the embedded store, also while the app runs. */
import { fileURLToPath } from 'node:url';
import { runStoreTool } from './store/run-store-tool.mjs';

await runStoreTool(fileURLToPath(new URL('./store/backup-store.mjs', import.meta.url)));
