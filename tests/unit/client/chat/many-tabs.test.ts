import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { UIMessageChunk } from 'ai';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { ChatTransport } from '@/lib/client/chat/chat-transport';
import { takeStreamSlot } from '@/lib/client/tabs/stream-slots';
import { conversationIdOf, messageIdOf, uuidOf } from '../../../support/messages';
import { type Answer, openScriptedServer } from '../../../support/scripted-server';
import { submitOf } from '../../../support/turn-requests';

const CONVERSATION = conversationIdOf(1);
const CHUNKS: UIMessageChunk[] = [
  {
    type: 'start',
    messageId: messageIdOf(2),
    messageMetadata: { conversationId: CONVERSATION },
  },
  { type: 'text-start', id: '1' },
  { type: 'text-delta', id: '1', delta: 'all of it' },
  { type: 'text-end', id: '1' },
  { type: 'finish' },
];
const frames = CHUNKS.map(
  (chunk, index) => `id: ${uuidOf(5)}:${index + 1}\ndata: ${JSON.stringify(chunk)}\n\n`,
);
const END = 'data: [DONE]\n\n';

afterEach(() => vi.unstubAllGlobals());

/** Begins an answer and leaves it open; the test goes on with it. */
function openAnswer() {
  const opened = Promise.withResolvers<ServerResponse>();
  const answer: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(frames[0]);
    opened.resolve(response);
  };
  return { answer, opened: opened.promise };
}

/** Other tabs stream as many answers as a browser allows, and are looked at. */
async function takeAllSlots(): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    const slot = await takeStreamSlot();
    onTestFinished(() => slot?.release());
  }
  vi.stubGlobal('document', { visibilityState: 'hidden' });
}

const send = (transport: ChatTransport) =>
  transport.sendMessages({
    trigger: 'submit-message',
    chatId: 'chat',
    messageId: undefined,
    messages: [],
    abortSignal: undefined,
    body: submitOf(),
  });
const look = (transport: ChatTransport) => transport.reconnectToStream({ chatId: 'chat' });

async function readAll(stream: ReadableStream<UIMessageChunk> | null): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  if (stream) for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

test('a send without a slot is taken, and its connection is left once the answer runs', async () => {
  await takeAllSlots();
  const { answer, opened } = openAnswer();
  await openScriptedServer(answer);
  const transport = new ChatTransport(null);
  const chunks = readAll(await send(transport));
  await once(await opened, 'close');
  expect(await chunks).toEqual(CHUNKS.slice(0, 1));
  expect(transport.acceptedKey).not.toBeNull();
});

test('without a slot nothing is followed, and the store is to be looked at', async () => {
  await takeAllSlots();
  const { seen } = await openScriptedServer((response) => void response.end());
  const transport = new ChatTransport(CONVERSATION);
  expect(await look(transport)).toBeNull();
  expect(transport.isCrowdedOut).toBe(true);
  expect(seen).toEqual([]);
});

test('a second tab of the conversation gets the answer from the first, from its beginning', async () => {
  const { answer, opened } = openAnswer();
  const { seen } = await openScriptedServer(answer);
  const first = readAll(await look(new ChatTransport(CONVERSATION)));
  const response = await opened;
  const second = new ChatTransport(CONVERSATION);
  const [followed, beginning] = (await look(second))?.tee() ?? [];
  await beginning?.getReader().read();
  response.end(frames.slice(1).join('') + END);
  expect(await first).toEqual(CHUNKS);
  expect(await readAll(followed ?? null)).toEqual(CHUNKS);
  expect(second.hasResumed).toBe(true);
  expect(seen).toHaveLength(1);
});

test('says that the connection is down for as long as it is', async () => {
  const { answer, opened } = openAnswer();
  await openScriptedServer(
    answer,
    (response) => void response.destroy(),
    (response) => void response.destroy(),
    (response) => void response.end(frames.slice(1).join('') + END),
  );
  const transport = new ChatTransport(CONVERSATION, async () => undefined);
  const states: boolean[] = [];
  transport.connection.subscribe(() => states.push(transport.connection.isDown()));
  const chunks = readAll(await look(transport));
  (await opened).destroy();
  expect(await chunks).toEqual(CHUNKS);
  expect(states).toEqual([true, false]);
});
