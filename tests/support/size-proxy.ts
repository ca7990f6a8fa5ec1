import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { serve } from './serve';

/** What is answered to a body that is too large. */
export type SizeRefusal = {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
};

/** What nginx answers. */
const NGINX_REFUSAL: SizeRefusal = {
  status: 413,
  mediaType: 'text/html',
  text: '<html><head><title>413 Request Entity Too Large</title></head></html>',
};

/** A proxy that lets bodies of requests through up to a size. */
export type SizeProxy = {
  /** Address without a slash at the end. */
  readonly url: string;
  /** Bytes that pass from now on. */
  allow(maxBytes: number): void;
  /** Leads to another server from now on, as one that was started anew. */
  leadTo(origin: string): void;
};

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function pass(
  target: string,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer<ArrayBuffer>,
): Promise<void> {
  const { authorization, 'content-type': mediaType } = headers;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const answer = await fetch(target, {
      method: method ?? 'GET',
      headers: {
        ...(authorization ? { authorization } : {}),
        ...(mediaType ? { 'content-type': mediaType } : {}),
      },
      body: method === 'POST' ? body : null,
      signal: gone.signal,
    });
    const answerType = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': answerType });
    await pipeline(Readable.from(answer.body ?? []), response);
  } catch (cause) {
    // Whoever asked has hung up, and so do we.
    if (!gone.signal.aborted) throw cause;
  }
}

/**
 * Opens a proxy in front of a server of this machine, as nginx with a `client_max_body_size`. Ends with the test.
 *
 * @param origin - The server's address without a slash at the end.
 */
export async function openSizeProxy(
  origin: string,
  { maxBytes, refusal = NGINX_REFUSAL }: { maxBytes: number; refusal?: SizeRefusal },
): Promise<SizeProxy> {
  let most = maxBytes;
  let target = origin;
  const url = await serve(async (request, response) => {
    const body = Buffer.from(await readBody(request));
    if (body.length <= most) return pass(target + request.url, request, response, body);
    response.writeHead(refusal.status, { 'content-type': refusal.mediaType });
    response.end(refusal.text);
  });
  return {
    url,
    allow(bytes) {
      most = bytes;
    },
    leadTo(next) {
      target = next;
    },
  };
}
