import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { expect, test } from 'vitest';
import {
  type Collected,
  collectEvents,
  endingOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { startUpstream } from '../../support/upstream/start-upstream';

function ask(url: string): Promise<Collected> {
  const { provider } = providerFor(url, 'generic');
  return collectEvents(provider.stream(requestOf('any'), new AbortController().signal));
}

test('a closed port', async () => {
  const upstream = await startUpstream();
  await upstream.close();
  expect(endingOf(await ask(upstream.url))).toBe('upstream-unreachable');
});

test(box('proxy: a name that does not resolve'), async () => {
  expect(endingOf(await ask('http://no-such-host.invalid/v1'))).toBe('upstream-unreachable');
});

const readIdentity = (name: string) =>
  readFileSync(new URL(`../../support/upstream/certificate/${name}.pem`, import.meta.url));

test(box('proxy: TLS that fails'), async () => {
  let requests = 0;
  const identity = { key: readIdentity('key'), cert: readIdentity('certificate') };
  const server = createServer(identity, (_request, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(endingOf(await ask(`https://127.0.0.1:${port}/v1`))).toBe('upstream-tls');
  expect(requests).toBe(0);
  server.close();
});

test('a server that does not speak TLS at all', async () => {
  const upstream = await startUpstream();
  const url = upstream.url.replace('http:', 'https:');
  expect(endingOf(await ask(url))).toBe('upstream-tls');
  await upstream.close();
});
