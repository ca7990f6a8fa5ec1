import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FaultyProxy, openFaultyProxy } from '../../support/faulty-proxy';

/** A server whose streamed answer the test writes, behind a line that can fail. */
async function openLine() {
  const answers: ServerResponse[] = [];
  let asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.url === '/short') return void response.end('short');
    response.writeHead(200);
    response.write('one ');
    answers.push(response);
    asked.resolve(response);
    asked = Promise.withResolvers();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy = await openFaultyProxy(port);
  onTestFinished(async () => {
    await proxy.close();
    server.closeAllConnections();
    server.close();
  });
  return { proxy, nextAnswer: () => asked.promise };
}

/** Reads an answer piece by piece. */
async function openReader(proxy: FaultyProxy) {
  const response = await fetch(proxy.url);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => (await reader?.read())?.value;
}

describe('a line through the proxy', () => {
  test('passes everything while nothing is wrong', async () => {
    const { proxy, nextAnswer } = await openLine();
    const asked = nextAnswer();
    const read = await openReader(proxy);
    expect(await read()).toBe('one ');
    (await asked).write('two');
    expect(await read()).toBe('two');
    expect(proxy.connections()).toBe(1);
  });

  test('is cut in the middle of an answer, or after some bytes of it', async () => {
    const { proxy } = await openLine();
    const read = await openReader(proxy);
    expect(await read()).toBe('one ');
    proxy.cut();
    await expect(read()).rejects.toThrow();

    proxy.set({ kind: 'cut-after', bytes: 10 });
    await expect(fetch(proxy.url)).rejects.toThrow();
  });

  test('stalls, and lets go what it held back', async () => {
    const { proxy, nextAnswer } = await openLine();
    const asked = nextAnswer();
    const read = await openReader(proxy);
    await read();
    proxy.set({ kind: 'stall' });
    const answer = await asked;
    let isHere = false;
    const next = read().then((text) => {
      isHere = true;
      return text;
    });
    await new Promise((sent) => answer.write('two', sent));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isHere).toBe(false);
    proxy.set({ kind: 'none' });
    expect(await next).toBe('two');
  });

  test('holds a streamed answer back until it is complete, and nothing else', async () => {
    const { proxy, nextAnswer } = await openLine();
    proxy.set({ kind: 'buffer-all' });
    expect(await (await fetch(`${proxy.url}/short`)).text()).toBe('short');
    const asked = nextAnswer();
    const answer = fetch(proxy.url).then((response) => response.text());
    const response = await asked;
    response.write('two ');
    response.end('three');
    expect(await answer).toBe('one two three');
  });

  test('is slow without losing a byte', async () => {
    const { proxy, nextAnswer } = await openLine();
    proxy.set({ kind: 'slow', bytesPerSecond: 4_000 });
    const asked = nextAnswer();
    const answer = fetch(proxy.url).then((response) => response.text());
    (await asked).end('x'.repeat(1_000));
    expect(await answer).toBe(`one ${'x'.repeat(1_000)}`);
  });

  test('refuses new connections', async () => {
    const { proxy } = await openLine();
    proxy.set({ kind: 'refuse' });
    await expect(fetch(proxy.url)).rejects.toThrow();
  });
});
