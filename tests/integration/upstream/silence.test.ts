import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StreamTimeouts } from '@/lib/server/provider/dialects';
import { openScriptedServer } from '../../support/scripted-server';
import { askServer, endingOf, MODELS, requestOf } from '../../support/upstream/ask-provider';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const LONG = 60_000;
/** Long enough for a request to arrive on a busy machine first. */
const SHORT = 1_500;
/** Far apart enough to be written one by one, and for longer than a server may be silent. */
const COMMENT_GAP_MS = 100;
const COMMENTS = (2 * SHORT) / COMMENT_GAP_MS;
const frame = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

describe('a server that falls silent', () => {
  const { upstream } = startTestUpstream({ profile: 'vllmNew' });

  async function ask(scenario: string, timeouts: Partial<StreamTimeouts>) {
    upstream().use(scenario);
    upstream().disconnects.clear();
    const limits = { firstByteMs: LONG, idleMs: LONG, afterFinishMs: LONG, ...timeouts };
    return askServer(upstream().url, 'vllmNew', requestOf(MODELS.vllmNew), { timeouts: limits });
  }

  test.each(['silent-before-headers', 'silent-before-first-byte'])(
    '%s: fails as a timeout, is not tried again, and the connection is closed',
    async (scenario) => {
      const collected = await ask(scenario, { firstByteMs: SHORT });
      expect(endingOf(collected)).toBe('upstream-timeout');
      expect(upstream().requests.items).toHaveLength(1);
      expect((await upstream().disconnects.at(0)).scenario).toBe(scenario);
    },
  );

  test('in the middle of an answer: what came is kept, the rest fails as stalled', async () => {
    const collected = await ask('stall', { idleMs: SHORT });
    expect(endingOf(collected)).toBe('upstream-stalled');
    expect(collected.text).not.toBe('');
    expect((await upstream().disconnects.at(0)).scenario).toBe('stall');
  });

  test('after the finish reason: a normal end', async () => {
    const collected = await ask('finish-held-open', { afterFinishMs: 30 });
    expect(endingOf(collected)).toBe('finish:stop');
  });

  test('comments are signs of life', async () => {
    const { origin } = await openScriptedServer(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(frame('Hel'));
      for (let count = 0; count < COMMENTS; count += 1) {
        response.write(': ping\n\n');
        await wait(COMMENT_GAP_MS);
      }
      response.end(`${frame('lo', 'stop')}data: [DONE]\n\n`);
    });
    const timeouts = { firstByteMs: LONG, idleMs: SHORT, afterFinishMs: LONG };
    const collected = await askServer(`${origin}/v1`, 'vllmNew', requestOf('m'), { timeouts });
    expect(endingOf(collected)).toBe('finish:stop');
    expect(collected.text).toBe('Hello');
  });
});
