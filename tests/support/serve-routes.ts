import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ROUTES, type Route } from '../integration/routes/routes';
import { serve } from './serve';

const pathOf = ({ file }: Route) => file.replace(/^app/, '').replace(/\/route\.ts$/, '');

/** What the names in brackets of a route stand for in a path; `null` where it is another one's. */
function parametersOf(route: Route, path: string): Record<string, string> | null {
  const pattern = pathOf(route).replace(/\[(\w+)\]/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match && { ...match.groups };
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const { method = 'GET', headers, url } = request;
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const body = method === 'GET' ? null : Buffer.concat(pieces);
  return new Request(`http://${headers.host}${url}`, { method, headers: sent, body });
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const route of ROUTES.filter(({ method }) => method === request.method)) {
    const params = parametersOf(route, pathname);
    if (params) return route.handler(request, { params: Promise.resolve(params) });
  }
  return new Response(null, { status: 404 });
}

/** Serves the app's routes, on the context that is installed, without Next. */
export function serveRoutes(): Promise<string> {
  return serve(async (request, response) => {
    const { status, headers, body } = await answer(await toRequest(request));
    response.writeHead(status, Object.fromEntries(headers));
    await pipeline(Readable.from(body ?? []), response);
  });
}
