import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { parseConfig } from '@/lib/server/config';
import { createContext } from '@/lib/server/context';
import { sendTurn } from '../../support/send-turn';
import { submitOf } from '../../support/turn-requests';
import { startUpstream } from '../../support/upstream/start-upstream';

/** The app on a simulator of Mistral's API; asks, and gives the body that was received. */
async function opened() {
  const upstream = await startUpstream({ profile: 'mistral' });
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-settings-'));
  const config = parseConfig({
    DATA_DIR: folder,
    UPSTREAM_BASE_URL: upstream.url,
    UPSTREAM_API_KEY: 'key-1',
    UPSTREAM_DIALECT: 'mistral',
  });
  const context = await createContext(config);
  onTestFinished(async () => {
    await context.close();
    rmSync(folder, { recursive: true });
    await upstream.close();
  });
  const ask = async (facts: Parameters<typeof submitOf>[0]) => {
    upstream.requests.clear();
    const turn = await sendTurn(context, submitOf(facts));
    await turn.reader.rest();
    const sent = upstream.requests.items.find(({ method }) => method === 'POST');
    const { model: _model, messages, stream: _stream, ...fields } = sent?.body ?? {};
    return { turn, fields, messages, call: (await turn.stored()).call };
  };
  return { context, ask };
}

const settingsOf = (facts: Partial<ConversationSettings>): ConversationSettings => ({
  ...DEFAULT_CONVERSATION_SETTINGS,
  ...facts,
});

test('the settings of a conversation are what its server receives, and what its answers record', async () => {
  const { context, ask } = await opened();
  const usual = await ask({});
  expect(usual.fields).toEqual({ temperature: 0.15, max_tokens: 4096 });
  expect(usual.call).not.toHaveProperty('generation');

  const generation = { temperature: 0, topP: 0.5, maxOutputTokens: 90, seed: 7, stop: ['END'] };
  const settings = settingsOf({ systemPrompt: 'Be brief, {name}.', generation });
  const first = await ask({ settings });
  const chosen = { temperature: 0, max_tokens: 90, top_p: 0.5, random_seed: 7, stop: ['END'] };
  expect(first.fields).toEqual(chosen);
  expect(JSON.stringify(first.messages)).toMatch(/Be brief, Ministral.*Today is \d{4}-/);
  expect(first.call).toMatchObject({ temperature: 0, maxOutputTokens: 90 });
  expect(first.call.generation).toEqual({ topP: 0.5, seed: 7, stop: ['END'] });

  // Changed later, and not by what a question carries.
  const { conversationId, answerId } = first.turn;
  const tree = await context.conversations.read(LOCAL_ACTOR, conversationId);
  await context.conversations.change(LOCAL_ACTOR, conversationId, {
    version: tree?.conversation.version ?? 0,
    settings: settingsOf({ generation: { presencePenalty: 1 } }),
  });
  const second = await ask({ conversationId, parentId: answerId, settings });
  expect(second.fields).toEqual({ temperature: 0.15, max_tokens: 4096, presence_penalty: 1 });
  expect(second.call.generation).toEqual({ presencePenalty: 1 });
});
