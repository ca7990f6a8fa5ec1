import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MODELS } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { upstream } = startTestUpstream();

type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly writes: readonly Buffer[];
};

/** Asks without a client that follows, unpacks or retries. */
function askRaw(scenario: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const url = `${upstream().origin}/ollama/v1/chat/completions`;
    const options = { method: 'POST', headers: { 'x-scenario': scenario } };
    const sent = httpRequest(url, options, (response) => {
      const writes: Buffer[] = [];
      response.on('data', (piece: Buffer) => writes.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, writes }),
      );
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ model: MODELS.ollama, messages: [user('Hi')], stream: true }));
  });
}

test(box('proxy: pages with 401, 403 and 407'), async () => {
  for (const status of [401, 403, 407]) {
    const answer = await askRaw(`proxy-${status}`);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
  }
});

test(box('proxy: sent on to https'), async () => {
  const { status, headers } = await askRaw('redirect-https');
  const address = upstream().origin.replace('http:', 'https:');
  expect([status, headers.location]).toEqual([301, `${address}/ollama/v1/chat/completions`]);
});

test(box('proxy: a packed event stream'), async () => {
  const { headers, writes } = await askRaw('gzip');
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream',
    'content-encoding': 'gzip',
  });
  expect(gunzipSync(Buffer.concat(writes)).toString('utf8')).toContain('data: [DONE]');
});

test(box('proxy: a stream held back and delivered at once'), async () => {
  const { writes } = await askRaw('buffered');
  const frames = writes.map((piece) => piece.toString('utf8').match(/^data: /gm)?.length ?? 0);
  // The pieces of one write may come apart; a frame in each they are not.
  expect(frames.reduce((sum, count) => sum + count, 0) / frames.length).toBeGreaterThan(20);
});

test(box('proxy: a connection reset'), async () => {
  await expect(askRaw('reset')).rejects.toThrow(/aborted|ECONNRESET/);
  await expect(askRaw('reset-before-headers')).rejects.toThrow(/socket hang up|ECONNRESET/);
});
