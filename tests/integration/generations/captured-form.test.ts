import { mkdtempSync, rmSync } from 'node:fs';
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
import { startRecorded } from '../../support/upstream/start-recorded';

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

/** The server's own context towards a server that answers as a llama-server once did. */
async function openRecorded() {
  const recorded = await startRecorded(['json-schema-stream']);
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-test-'));
  const config = parseConfig({
    DATA_DIR: folder,
    UPSTREAM_BASE_URL: recorded.url,
    UPSTREAM_DIALECT: 'llama',
  });
  const context = await createContext(config, { logger: LOG });
  onTestFinished(async () => {
    await context.generations.drain();
    await context.close();
    await recorded.close();
    rmSync(folder, { recursive: true });
  });
  return { context, asked: () => recorded.bodies.length };
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
