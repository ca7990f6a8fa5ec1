import { expect, test } from 'vitest';
import { askServer, endingOf, requestOf } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { serveTls } from '../../support/upstream/serve-tls';
import { startUpstream } from '../../support/upstream/start-upstream';

const ask = (url: string) => askServer(url, 'generic', requestOf('any'));

test('a closed port', async () => {
  const upstream = await startUpstream();
  await upstream.close();
  expect(endingOf(await ask(upstream.url))).toBe('upstream-unreachable');
});

test(box('proxy: a name that does not resolve'), async () => {
  expect(endingOf(await ask('http://no-such-host.invalid/v1'))).toBe('upstream-unreachable');
});

test(box('proxy: TLS that fails'), async () => {
  const server = await serveTls();
  expect(endingOf(await ask(server.url))).toBe('upstream-tls');
  expect(server.requests()).toBe(0);
  await server.close();
});

test('a server that does not speak TLS at all', async () => {
  const upstream = await startUpstream();
  const url = upstream.url.replace('http:', 'https:');
  expect(endingOf(await ask(url))).toBe('upstream-tls');
  await upstream.close();
});
