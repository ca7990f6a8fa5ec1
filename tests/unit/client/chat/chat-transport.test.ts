import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { UIMessageChunk } from 'ai';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ChatTransport } from '@/lib/client/chat/chat-transport';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { conversationIdOf, messageIdOf, uuidOf } from '../../../support/messages';
import { type Answer, openScriptedServer } from '../../../support/scripted-server';
import { submitOf } from '../../../support/turn-requests';

const GENERATION = uuidOf(5);
const CONVERSATION = conversationIdOf(1);
const STREAM_PATH = `/api/chat/${CONVERSATION}/stream`;

const START: UIMessageChunk = {
  type: 'start',
  messageId: messageIdOf(2),
  messageMetadata: { conversationId: CONVERSATION },
};
const CHUNKS: UIMessageChunk[] = [
  START,
  { type: 'text-start', id: '1' },
  ...['Wörds ', '日本語 ', '🙂', ' end'].map(
    (delta) => ({ type: 'text-delta', id: '1', delta }) as const,
  ),
  { type: 'text-end', id: '1' },
  { type: 'finish' },
];
const END = 'data: [DONE]\n\n';
const frame = (chunk: UIMessageChunk, index: number) =>
  `id: ${GENERATION}:${index + 1}\ndata: ${JSON.stringify(chunk)}\n\n`;
const frames = CHUNKS.map(frame);

const open = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });

/** Sends frames from one place up to another, then breaks the connection. */
const partOf =
  (from: number, to: number): Answer =>
  (response) => {
    open(response).write(frames.slice(from, to).join(''), () => response.destroy());
  };
const restFrom =
  (from: number): Answer =>
  (response) =>
    void open(response).end(frames.slice(from).join('') + END);
const nothingRuns: Answer = (response) => void response.writeHead(204).end();
const unreachable: Answer = (response) => void response.destroy();
const problem =
  (status: number, body: string, mediaType = 'application/problem+json'): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': mediaType }).end(body);

/** What the transport waited between its tries, in milliseconds; no wait takes time here. */
let waits: number[];
beforeEach(() => {
  waits = [];
});
const transportOf = (conversationId: ConversationId | null) =>
  new ChatTransport(conversationId, async (ms) => waits.push(ms));

async function send(
  transport: ChatTransport,
  request: ChatRequest = submitOf(),
  signal?: AbortSignal,
) {
  return transport.sendMessages({
    trigger: 'submit-message',
    chatId: 'chat',
    messageId: undefined,
    messages: [],
    abortSignal: signal,
    body: request,
  });
}

async function readAll(stream: ReadableStream<UIMessageChunk>): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
  }
  return chunks;
}

describe('a send', () => {
  test('carries our request alone, and gives its chunks', async () => {
    const { seen } = await openScriptedServer(restFrom(0));
    const transport = transportOf(null);
    const request = submitOf();
    expect(await readAll(await send(transport, request))).toEqual(CHUNKS);
    expect(seen).toMatchObject([{ method: 'POST', url: '/api/chat' }]);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(request);
    expect(transport.acceptedKey).toBe(request.idempotencyKey);
  });

  test('reads bytes however they are cut', async () => {
    await openScriptedServer(async (response) => {
      open(response);
      for (const byte of Buffer.from(frames.join('') + END)) {
        await new Promise((sent) => response.write(Buffer.of(byte), sent));
      }
      response.end();
    });
    expect(await readAll(await send(transportOf(null)))).toEqual(CHUNKS);
  });

  test.each([
    ['our problem', 422, { code: 'image-count', details: { limit: 4 } }, 'image-count'],
    ['a problem of nobody’s', 418, { code: 'teapot', details: {} }, 'internal'],
  ])('that is refused with %s', async (_name, status, said, code) => {
    const body = { type: 'x', title: 'x', status, requestId: 'r', ...said };
    await openScriptedServer(problem(status, JSON.stringify(body)));
    const transport = transportOf(null);
    const failure = await send(transport).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code });
    if (code !== 'internal')
      expect(failure).toMatchObject({ details: { limit: 4, requestId: 'r' } });
    expect(transport.acceptedKey).toBeNull();
  });

  test('that meets a proxy’s page', async () => {
    await openScriptedServer(problem(502, '<h1>Bad Gateway</h1>', 'text/html'));
    await expect(send(transportOf(null))).rejects.toMatchObject({ code: 'internal' });
  });

  test('that reaches nobody', async () => {
    await openScriptedServer(unreachable);
    await expect(send(transportOf(null))).rejects.toMatchObject({ code: 'network' });
  });
});

describe('a stream that breaks', () => {
  test('is taken up behind its last chunk', async () => {
    const { seen } = await openScriptedServer(partOf(0, 4), partOf(4, 6), restFrom(6));
    const transport = transportOf(CONVERSATION);
    expect(await readAll(await send(transport))).toEqual(CHUNKS);
    expect(seen.slice(1)).toMatchObject([
      { method: 'GET', url: `${STREAM_PATH}?after=4`, lastEventId: `${GENERATION}:4` },
      { method: 'GET', url: `${STREAM_PATH}?after=6`, lastEventId: `${GENERATION}:6` },
    ]);
  });

  test('in a new conversation is taken up by the id that its start brought', async () => {
    const { seen } = await openScriptedServer(partOf(0, 1), restFrom(1));
    expect(await readAll(await send(transportOf(null)))).toEqual(CHUNKS);
    expect(seen[1]?.url).toBe(`${STREAM_PATH}?after=1`);
  });

  test('before its first chunk is asked for by the same send', async () => {
    const { seen } = await openScriptedServer(partOf(0, 0), restFrom(0));
    expect(await readAll(await send(transportOf(null)))).toEqual(CHUNKS);
    expect(seen[1]).toEqual(seen[0]);
  });

  test('and is told again from its start brings no chunk twice', async () => {
    await openScriptedServer(partOf(0, 5), restFrom(0));
    expect(await readAll(await send(transportOf(CONVERSATION)))).toEqual(CHUNKS);
  });

  test('ends there when nothing runs any more', async () => {
    const { seen } = await openScriptedServer(partOf(0, 3), nothingRuns);
    const chunks = await readAll(await send(transportOf(CONVERSATION)));
    expect(chunks).toEqual(CHUNKS.slice(0, 3));
    expect(seen).toHaveLength(2);
  });

  test('waits longer each time nobody answers, and starts anew with the next chunk', async () => {
    await openScriptedServer(
      partOf(0, 2),
      unreachable,
      unreachable,
      partOf(2, 4),
      unreachable,
      restFrom(4),
    );
    expect(await readAll(await send(transportOf(CONVERSATION)))).toEqual(CHUNKS);
    expect(waits).toEqual([0, 500, 1000, 0, 500]);
  });

  test.each([
    ['nobody answers', unreachable],
    ['connections bring nothing', partOf(0, 0)],
  ])('is given up when %s six times', async (_name, answer) => {
    const { seen } = await openScriptedServer(partOf(0, 2), answer);
    const stream = await send(transportOf(CONVERSATION));
    await expect(readAll(stream)).rejects.toMatchObject({ code: 'network' });
    expect(waits).toEqual([0, 500, 1000, 2000, 4000, 8000]);
    expect(seen).toHaveLength(7);
  });

  test('is not asked for again when the server refuses', async () => {
    const refusal = { code: 'unauthenticated', details: {}, type: 'x', title: 'x', requestId: 'r' };
    const body = JSON.stringify({ ...refusal, status: 401 });
    const { seen } = await openScriptedServer(partOf(0, 2), problem(401, body));
    const stream = await send(transportOf(CONVERSATION));
    await expect(readAll(stream)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(seen).toHaveLength(2);
  });

  test('wherever it breaks, there is no gap and no doubling', async () => {
    const bytes = Buffer.from(frames.join('') + END);
    const cutAfter = (cuts: readonly number[]): Answer => {
      let connection = 0;
      return (response, { url }) => {
        const after = Number(new URL(url, 'http://x').searchParams.get('after'));
        const rest = bytes.subarray(Buffer.byteLength(frames.slice(0, after).join('')));
        const cut = cuts[connection];
        connection += 1;
        if (cut === undefined) open(response).end(rest);
        else open(response).write(rest.subarray(0, cut), () => response.destroy());
      };
    };
    let answer: Answer = nothingRuns;
    await openScriptedServer((response, request) => answer(response, request));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: bytes.length }), { maxLength: 5 }), async (cuts) => {
        answer = cutAfter(cuts);
        expect(await readAll(await send(transportOf(CONVERSATION)))).toEqual(CHUNKS);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a reader that leaves', () => {
  test('closes its connection', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    await openScriptedServer((response) => {
      closed = once(response, 'close');
      open(response).write(frames.slice(0, 2).join(''));
    });
    const reader = (await send(transportOf(CONVERSATION))).getReader();
    expect((await reader.read()).value).toEqual(START);
    await reader.cancel();
    await closed;
  });

  test('by its signal ends the stream, and asks for nothing more', async () => {
    const { seen } = await openScriptedServer((response) => {
      open(response).write(frames.slice(0, 2).join(''));
    });
    const controller = new AbortController();
    const stream = await send(transportOf(CONVERSATION), submitOf(), controller.signal);
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    controller.abort();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(seen).toHaveLength(1);
  });
});

describe('following an answer that runs already', () => {
  const follow = (transport: ChatTransport) => transport.reconnectToStream({ chatId: 'chat' });

  test('tells it from its start', async () => {
    const { seen } = await openScriptedServer(restFrom(0));
    const stream = await follow(transportOf(CONVERSATION));
    expect(stream && (await readAll(stream))).toEqual(CHUNKS);
    expect(seen).toMatchObject([{ url: `${STREAM_PATH}?after=0`, lastEventId: undefined }]);
  });

  test('is nothing where none runs, or nothing is stored', async () => {
    const { seen } = await openScriptedServer(nothingRuns);
    expect(await follow(transportOf(CONVERSATION))).toBeNull();
    expect(await follow(transportOf(null))).toBeNull();
    expect(seen).toHaveLength(1);
  });
});
