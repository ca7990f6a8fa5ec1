import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { listen, type SeenRequest } from './listen';

const rpcSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  /** Empty for an answer of the client. */
  method: z.string().default(''),
});
type Rpc = z.infer<typeof rpcSchema>;

/** What a server does otherwise than it should. */
export type Behaviour = {
  /** What it says that it has; `add` where nothing is said. */
  readonly tools?: readonly object[];
  /** What comes of a call. */
  readonly result?: object;
  /** Answers in place of the server; `false` where it has nothing to say. */
  readonly answer?: (rpc: Rpc, response: ServerResponse, seen: SeenRequest) => boolean;
};

export const ADD = {
  name: 'add',
  description: 'Adds two numbers',
  inputSchema: { type: 'object', properties: { left: { type: 'number', description: 'the one' } } },
};
const RESULT = { content: [{ type: 'text', text: 'fine' }] };
const INITIALIZED = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'hostile', version: '1' },
};

export function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function resultOf({ method }: Rpc, { tools = [ADD], result = RESULT }: Behaviour) {
  if (method === 'initialize') return { result: INITIALIZED };
  if (method === 'tools/list') return { result: { tools } };
  if (method === 'tools/call') return { result };
  return { error: { code: -32601, message: 'unknown' } };
}

/**
 * A server whose answers a test writes, until it is stopped. What it does may change while it runs.
 */
export async function runHostileServer(behaviour: Behaviour) {
  const state = { behaviour };
  const { origin, seen, stop } = await listen((request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const rpc = rpcSchema.parse(JSON.parse(request.body));
    if (state.behaviour.answer?.(rpc, response, request)) return;
    if (rpc.id === undefined || rpc.method === '') return void response.writeHead(202).end();
    sendJson(response, { jsonrpc: '2.0', id: rpc.id, ...resultOf(rpc, state.behaviour) });
  });
  return {
    url: `${origin}/mcp`,
    seen,
    stop,
    become: (next: Behaviour) => {
      state.behaviour = next;
    },
  };
}
