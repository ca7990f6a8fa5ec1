import { randomUUID } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as z from 'zod';
import { readFixture } from '../../fixtures/images/read-fixture';
import { listen, type SeenRequest } from './listen';

/** What the server says of its tool `add`, and what `talk` waits for; a test may change it while it runs. */
export type Words = { description: string; left: string; talksAfter?: Promise<void> };

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

function createServer(words: Words): McpServer {
  const server = new McpServer(
    { name: 'test', version: '1.0.0' },
    { capabilities: { logging: {} } },
  );
  const inputSchema = { left: z.number().describe(words.left), right: z.number() };
  server.registerTool('add', { description: words.description, inputSchema }, ({ left, right }) =>
    text(String(left + right)),
  );
  server.registerTool('photo', { description: 'A photograph' }, () => ({
    content: [
      { type: 'text', text: 'Here it is' },
      {
        type: 'image',
        mimeType: 'image/jpeg',
        data: Buffer.from(readFixture('photo.jpg')).toString('base64'),
      },
    ],
  }));
  server.registerTool('fail', { description: 'Fails' }, () => {
    throw new Error('no luck today');
  });
  server.registerTool('talk', { description: 'Tells of its progress' }, async () => {
    await server.server.sendLoggingMessage({ level: 'info', data: 'half way' });
    await words.talksAfter;
    return text('done');
  });
  server.registerTool('whose', { description: 'Who asks' }, ({ requestInfo }) =>
    text(String(requestInfo?.headers['x-team'])),
  );
  return server;
}

/**
 * A server built with the official SDK, over Streamable HTTP with sessions, until it is stopped.
 *
 * @param form - How it answers: as event streams, or as JSON.
 */
export async function runMcpServer(form: 'events' | 'json' = 'events') {
  const words: Words = { description: 'Adds two numbers', left: 'the one' };
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const open = async () => {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      enableJsonResponse: form === 'json',
      onsessioninitialized: (id) => void sessions.set(id, transport),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await createServer(words).connect(transport);
    return transport;
  };
  const transportOf = async ({ headers, body }: SeenRequest) => {
    const id = headers['mcp-session-id'];
    if (typeof id === 'string') return sessions.get(id);
    return body.includes('"initialize"') ? open() : undefined;
  };
  const { origin, seen, stop } = await listen(async (request, response, raw) => {
    const transport = await transportOf(request);
    if (!transport) {
      const status = request.headers['mcp-session-id'] ? 404 : 400;
      return void response.writeHead(status).end('{}');
    }
    await transport.handleRequest(
      raw,
      response,
      request.body ? JSON.parse(request.body) : undefined,
    );
  });
  return {
    url: `${origin}/mcp`,
    words,
    seen,
    stop,
    sessions,
    /** As after a restart. */
    forget: () => sessions.clear(),
  };
}
