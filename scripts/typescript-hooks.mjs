/**
 * Lets Node run our TypeScript as it stands: `@/…` is the repository's root, extensions may be
 * left out, and modules fenced by `server-only` load as on the server.
 *
 * Use: `node --conditions=react-server --import ./scripts/typescript-hooks.mjs <file.ts>`
 */
import { existsSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = new URL('../', import.meta.url);
const ENDINGS = ['', '.ts', '.tsx', '/index.ts'];

function findSource(url) {
  for (const ending of ENDINGS) {
    const path = fileURLToPath(url) + ending;
    if (existsSync(path) && statSync(path).isFile()) return pathToFileURL(path).href;
  }
  return undefined;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isAlias = specifier.startsWith('@/');
    const isPackage = context.parentURL?.includes('/node_modules/');
    if (isPackage || (!isAlias && !specifier.startsWith('.')))
      return nextResolve(specifier, context);
    const base = isAlias ? root : context.parentURL;
    const found = findSource(new URL(isAlias ? specifier.slice(2) : specifier, base));
    if (!found) return nextResolve(specifier, context);
    const attributes = found.endsWith('.json') ? { importAttributes: { type: 'json' } } : {};
    return nextResolve(found, { ...context, ...attributes });
  },
});
