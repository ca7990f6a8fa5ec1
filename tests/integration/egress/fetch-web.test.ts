import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { isPublicAddress } from '@/lib/domain/egress/is-public-address';
import { webAddressFlaw } from '@/lib/domain/egress/web-address-flaw';
import type { WebDoors } from '@/lib/server/egress/checked-addresses';
import { fetchWeb } from '@/lib/server/egress/fetch-web';

const LOOPBACK = [{ address: '127.0.0.1', family: 4 }];

/** A server on this machine that notes who asks. */
async function canary(answer: RequestListener = (_request, response) => response.end('secret')) {
  const asked: { url: string | undefined; method: string | undefined; headers: object }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, method: request.method, headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return { asked, port };
}

const never = new AbortController().signal;
const get = (url: string, doors?: WebDoors) => fetchWeb({ url, signal: never }, doors);

/** Everything is let through to this machine, but for hosts that a test names. */
const openDoors = (refused: readonly string[] = []): WebDoors => ({
  resolve: async () => LOOPBACK,
  isAllowed: () => true,
  flawOf: ({ hostname }) => (refused.includes(hostname) ? 'host' : null),
});

afterEach(() => void vi.useRealTimers());

describe('the door to the web', () => {
  test('lets nothing through to this machine, whatever its name', async () => {
    const { asked, port } = await canary();
    const names = [
      'localhost',
      '127.0.0.1',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0',
      '2130706433',
    ];
    for (const name of names) {
      await expect(get(`http://${name}:${port}/`)).rejects.toMatchObject({ code: 'web-address' });
    }
    expect(asked).toEqual([]);
  });

  test.each([
    ['this machine', LOOPBACK],
    ['one of this machine among others', [{ address: '93.184.216.34', family: 4 }, ...LOOPBACK]],
    ['a mapped one', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['the cloud’s metadata', [{ address: '169.254.169.254', family: 4 }]],
  ])('refuses a name that leads to %s', async (_what, addresses) => {
    const doors = {
      resolve: async () => addresses,
      isAllowed: isPublicAddress,
      flawOf: webAddressFlaw,
    };
    await expect(get('http://evil.example/', doors)).rejects.toMatchObject({
      code: 'web-address',
      details: { host: 'evil.example', reason: 'host' },
    });
  });

  test('connects to the address that was looked at, and asks for no other', async () => {
    const { asked, port } = await canary();
    let lookups = 0;
    const doors = {
      ...openDoors(),
      async resolve() {
        lookups += 1;
        return lookups === 1 ? LOOPBACK : [{ address: '192.0.2.1', family: 4 }];
      },
    };
    const response = await get(`http://rebinding.example:${port}/page?q=1`, doors);
    expect(Buffer.from(response.bytes).toString()).toBe('secret');
    expect(lookups).toBe(1);
    expect(asked).toEqual([
      {
        url: '/page?q=1',
        method: 'GET',
        headers: {
          'user-agent': 'Tenlens',
          host: `rebinding.example:${port}`,
          connection: 'close',
        },
      },
    ]);
  });

  test.each([301, 302, 303, 307, 308])('looks at where a %i leads as well', async (status) => {
    const inner = await canary();
    const outer = await canary((_request, response) => {
      response.writeHead(status, { location: `http://internal.example:${inner.port}/` }).end();
    });
    const doors = openDoors(['internal.example']);
    await expect(get(`http://outer.example:${outer.port}/`, doors)).rejects.toMatchObject({
      code: 'web-address',
    });
    expect(outer.asked).toHaveLength(1);
    expect(inner.asked).toEqual([]);
  });

  test('follows three redirects, and no fourth', async () => {
    const { asked, port } = await canary((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const response = await get(`http://a.example:${port}/3`, openDoors());
    expect(response).toMatchObject({ status: 200, url: `http://a.example:${port}/0` });
    await expect(get(`http://a.example:${port}/4`, openDoors())).rejects.toMatchObject({
      details: { reason: 'redirects' },
    });
    expect(asked).toHaveLength(8);
  });

  test('gives what was written for one server to no other', async () => {
    const inner = await canary();
    const outer = await canary((request, response) => {
      const status = request.url === '/keep' ? 307 : 302;
      response.writeHead(status, { location: `http://b.example:${inner.port}/` }).end();
    });
    const post = (path: string) =>
      fetchWeb(
        { url: `http://a.example:${outer.port}${path}`, method: 'POST', body: '{}', signal: never },
        openDoors(),
      );
    await expect(post('/keep')).rejects.toMatchObject({ details: { reason: 'redirect' } });
    expect(inner.asked).toEqual([]);
    await post('/other');
    expect(inner.asked).toMatchObject([{ method: 'GET' }]);
  });

  test('reads 20 MB and no more', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'a');
    const { port } = await canary((_request, response) => {
      const write = () => {
        while (response.write(piece) && !response.destroyed);
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    const response = await get(`http://endless.example:${port}/`, openDoors());
    expect(response.isCut).toBe(true);
    expect(response.bytes.length).toBe(20 * 1024 * 1024);
  });

  test('waits 10 s for all of it: for a name, too', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const doors = { ...openDoors(), resolve: () => new Promise<never>(() => {}) };
    const waiting = get('http://slow.example/', doors);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'web-timeout' });
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
  });

  test('ends with Stop, before and while it asks', async () => {
    const stop = new AbortController();
    const { port } = await canary(() => stop.abort(new Error('stopped')));
    const ask = () =>
      fetchWeb({ url: `http://hanging.example:${port}/`, signal: stop.signal }, openDoors());
    await expect(ask()).rejects.toThrow('stopped');
    await expect(ask()).rejects.toThrow('stopped');
  });

  test('says no more of what goes wrong than anybody may know', async () => {
    const { port } = await canary((request) => request.socket.destroy());
    const failure = await get(`http://broken.example:${port}/`, openDoors()).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ code: 'web-unreachable', details: { host: 'broken.example' } });
    expect(String(failure.cause)).toBe('Error: ECONNRESET');
    const doors = { ...openDoors(), resolve: () => Promise.reject(new Error('no such name')) };
    await expect(get('http://gone.example/', doors)).rejects.toMatchObject({
      code: 'web-unreachable',
    });
  });
});
