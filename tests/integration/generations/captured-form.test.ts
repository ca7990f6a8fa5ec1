import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { textOf } from '@/lib/domain/message';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { parseConfig } from '@/lib/server/config';
import { createContext } from '@/lib/server/context';
import { sendTurn } from '../../support/send-turn';
import { submitOf } from '../../support/turn-requests';
import { readCapture } from '../../support/upstream/read-capture';

/** The schema that the recorded answer was asked for with. */
const MOOD: JsonObject = {
  type: 'object',
  properties: {
    mood: { type: 'string', enum: ['happy', 'sad', 'curious'] },
    count: { type: 'integer', minimum: 0, maximum: 99 },
    ok: { type: 'boolean' },
  },
  required: ['mood', 'count', 'ok'],
  additionalProperties: false,
};

const LOG = { info: () => {}, warn: () => {}, error: () => {} };

function answer(path: string | undefined, response: ServerResponse): void {
  if (path?.endsWith('/chat/completions')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(readCapture('json-schema-stream').body);
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(readCapture('models').body);
  }
}

/** The server's own context towards a server that answers as a llama-server once did. */
async function openRecorded() {
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.method === 'POST') asked += 1;
    answer(request.url, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-test-'));
  const config = parseConfig({
    DATA_DIR: folder,
    UPSTREAM_BASE_URL: `http://127.0.0.1:${port}/v1`,
    UPSTREAM_DIALECT: 'llama',
  });
  const context = await createContext(config, { logger: LOG });
  onTestFinished(async () => {
    await context.generations.drain();
    await context.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  return { context, asked: () => asked };
}

test.each([
  ['fits', MOOD, { type: 'valid' }, 1],
  [
    'does not fit, at the second try too',
    { ...MOOD, properties: { ...(MOOD.properties as JsonObject), count: { maximum: 10 } } },
    { type: 'invalid', path: '/count', keyword: 'maximum' },
    2,
  ],
] as const)(
  'an answer of a real llama-server that %s',
  async (_name, schema, verdict, requests) => {
    const { context, asked } = await openRecorded();
    const responseFormat = { type: 'json-schema', name: 'mood', schema } as const;
    const settings = { ...DEFAULT_CONVERSATION_SETTINGS, responseFormat };
    const turn = await sendTurn(context, submitOf({ settings }));
    await turn.reader.rest();
    const stored = await turn.stored();
    expect(JSON.parse(textOf(stored))).toEqual({ mood: 'curious', count: 30, ok: false });
    expect(stored.verdict).toEqual(verdict);
    expect(asked()).toBe(requests);
  },
);
