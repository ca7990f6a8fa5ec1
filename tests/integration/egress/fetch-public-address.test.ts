import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isPublicAddress } from '@/lib/domain/egress/is-public-address';
import { webAddressFlaw } from '@/lib/domain/egress/web-address-flaw';
import { fetchPublicAddress, type PublicNetwork } from '@/lib/server/egress/fetch-public-address';

const read = (name: string) =>
  readFileSync(new URL(`../../support/upstream/certificate/${name}`, import.meta.url), 'utf8');
const identity = { cert: read('certificate.pem'), key: read('key.pem') };

const resolveTo =
  (...addresses: string[]): PublicNetwork['resolve'] =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const ask = (address: string, network: Partial<PublicNetwork> = {}, init: RequestInit = {}) =>
  fetchPublicAddress(
    { url: new URL(address), label: 'other' },
    {
      resolve: resolveTo('1.1.1.1'),
      isAllowed: isPublicAddress,
      flawOf: webAddressFlaw,
      ...network,
    },
  )(new URL(address).href, init);

test.each([
  'http://host.example/',
  'ftp://host.example/',
  'https://host.example:8443/',
  'https://me:word@host.example/',
  'https://intranet/',
  'https://localhost/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://①②⑦.0.0.1/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:db8::1]/',
  'https://intranet./',
])('%s is not asked', async (address) => {
  await expect(ask(address)).rejects.toMatchObject({ code: 'address-not-public' });
});

test.each([
  ['this machine', ['127.0.0.1']],
  ['this network, beside a public one', ['1.1.1.1', '10.0.0.1']],
  ['this machine by IPv6', ['1.1.1.1', '::ffff:127.0.0.1']],
  ['nothing', []],
])('a name that leads to %s is not asked', async (_where, addresses) => {
  const answer = ask('https://rebound.example/', { resolve: resolveTo(...addresses) });
  await expect(answer).rejects.toMatchObject({ code: 'address-not-public' });
});

test('another address than the one it is for is not asked', async () => {
  const fetchOther = fetchPublicAddress({ url: new URL('https://host.example/a'), label: 'other' });
  await expect(fetchOther('https://host.example/b')).rejects.toMatchObject({
    code: 'upstream-redirect',
  });
});

/** A server on this machine that a public name is taken to lead to. */
async function openServer(answer: RequestListener): Promise<Partial<PublicNetwork>> {
  const server = createServer(identity, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    resolve: resolveTo('127.0.0.1'),
    isAllowed: () => true,
    options: { port, ca: identity.cert, servername: 'localhost' },
  };
}

test('a public server is asked as it was told, and its answer is whole', async () => {
  const network = await openServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    response.writeHead(418, { 'x-seen': `${request.method} ${request.headers['x-a']}` });
    response.end(body.repeat(1000));
  });
  const init = { method: 'POST', headers: { 'x-a': 'b' }, body: 'räksmörgås' };
  const response = await ask('https://host.example/path', network, init);
  expect(response.status).toBe(418);
  expect(response.headers.get('x-seen')).toBe('POST b');
  expect(await response.text()).toBe('räksmörgås'.repeat(1000));
});

test('where the first of a name’s addresses answers nobody, the next one is asked', async () => {
  const network = await openServer((_request, response) => response.end('there'));
  const resolve = resolveTo('127.0.0.2', '127.0.0.1');
  const response = await ask('https://host.example/', { ...network, resolve });
  expect(await response.text()).toBe('there');
});

test('a name that nobody knows is told as a server that cannot be reached', async () => {
  const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  const answer = ask('https://gone.example/', { resolve: () => Promise.reject(unknown) });
  await expect(answer).rejects.toMatchObject({ code: 'upstream-unreachable' });
});

test.each<[string, RequestListener, string]>([
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: 'https://127.0.0.1/' }).end(),
    'upstream-redirect',
  ],
  [
    'what is packed',
    (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    'upstream-not-stream',
  ],
  ['a connection that breaks', (request) => request.socket.destroy(), 'upstream-down'],
])('%s is refused', async (_what, answer, code) => {
  const network = await openServer(answer);
  await expect(ask('https://host.example/', network)).rejects.toMatchObject({ code });
});

test('a certificate of nobody known is refused', async () => {
  const { options, ...network } = await openServer((_request, response) => response.end());
  const port = options?.port ?? null;
  const answer = ask('https://host.example/', { ...network, options: { port } });
  await expect(answer).rejects.toMatchObject({ code: 'upstream-tls' });
});

test('Stop ends what is asked', async () => {
  const stop = new AbortController();
  const network = await openServer(() => stop.abort(new Error('stopped')));
  const answer = ask('https://host.example/', network, { signal: stop.signal });
  await expect(answer).rejects.toThrow('stopped');
});
