import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../../app', import.meta.url));
const METHOD = /export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/g;
const SOME_ID = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f';

export type ApiRoute = { readonly method: string; readonly path: string };

/** Every route under `/api`, as the source has them; an id that names nothing stands for parameters. */
export function apiRoutes(): ApiRoute[] {
  const files = readdirSync(join(APP, 'api'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('route.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(APP, 'api', file), 'utf8');
      const path = `/api/${dirname(file).replaceAll(/\[\w+\]/g, SOME_ID)}`;
      return [...source.matchAll(METHOD)].map(([, method = '']) => ({ method, path }));
    });
}
