import type { IncomingMessage } from 'node:http';
import { type Fields, isFields } from './exchange';

const BEARER = /^Bearer (\S+)$/;

/** The whole body of a request as text. */
export async function readRawBody(request: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** A JSON body; empty for anything else. */
export function readJsonBody(rawBody: string): Fields {
  try {
    const value: unknown = JSON.parse(rawBody);
    return isFields(value) ? value : {};
  } catch {
    // A malformed body is checked by the profile, which answers as its server would.
    return {};
  }
}

/** The bearer token of a request. */
export function readKey({ headers }: IncomingMessage): string | undefined {
  return BEARER.exec(headers.authorization ?? '')?.[1];
}

/** A scenario named by the request itself: by header, or hung onto the model's name. */
export function readScenario(request: IncomingMessage, body: Fields): string | undefined {
  const header = request.headers['x-scenario'];
  if (typeof header === 'string') return header;
  return typeof body.model === 'string' ? /#(.+)$/.exec(body.model)?.[1] : undefined;
}
