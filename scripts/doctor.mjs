/** `npm run doctor -- <connection> [--yes]`: looks at a model server and says what to change. */
import { fileURLToPath } from 'node:url';
import { runStoreTool } from './store/run-store-tool.mjs';

await runStoreTool(fileURLToPath(new URL('./doctor/run-doctor.mjs', import.meta.url)));
