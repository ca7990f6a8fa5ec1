import { expect, it } from 'vitest';
import {
  SettingsStore,
  type StoredSettings,
} from '@/lib/client/conversation-settings/settings-store';
import { pinImage } from '@/lib/domain/conversation/choose-images';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId } from '@/lib/domain/ids';
import { attachmentOf, conversationIdOf, modelOf } from '../../../support/messages';

const [one, two, three] = [1, 2, 3].map((number) => attachmentOf(number).id);
const pin = (id: typeof one) => (settings: ConversationSettings) =>
  id ? pinImage(settings, id, true) : settings;
const AT_FIRST = DEFAULT_CONVERSATION_SETTINGS;

type Save = StoredSettings & { readonly call: PromiseWithResolvers<StoredSettings> };

function setUp(conversationId: ConversationId | null = conversationIdOf(1)) {
  const saves: Save[] = [];
  const kept: ConversationSettings[] = [];
  const place = { id: conversationId, stored: { version: 12, settings: AT_FIRST } };
  let saved = 0;
  const store = new SettingsStore({
    conversationId: () => place.id,
    readNew: () => kept.at(-1) ?? null,
    keepNew: (settings) => void kept.push(settings),
    read: async () => place.stored,
    save(_id, change) {
      const call = Promise.withResolvers<StoredSettings>();
      saves.push({ ...change, call });
      return call.promise;
    },
    onSaved() {
      saved += 1;
    },
  });
  const answer = (number: number) => {
    const { call, version, settings } = saves[number] ?? expect.fail('nothing was saved');
    call.resolve({ version: version + 1, settings });
  };
  const refuse = (number: number) => saves[number]?.call.reject(new AppError('conflict'));
  return { store, saves, kept, place, answer, refuse, saved: () => saved };
}

function setUpStored() {
  const parts = setUp();
  parts.store.take({ version: 7, settings: AT_FIRST });
  return parts;
}

it('shows a choice at once, and tells when it is stored', async () => {
  const { store, saves, answer, saved } = setUpStored();
  const change = store.change({ systemPrompt: 'Be brief.' });
  expect(store.getState().settings).toEqual({ ...AT_FIRST, systemPrompt: 'Be brief.' });
  expect(saves[0]).toMatchObject({ version: 7, settings: { systemPrompt: 'Be brief.' } });
  answer(0);
  await change;
  expect(saved()).toBe(1);
  expect(store.getState()).toMatchObject({ revision: 1, error: null });
});

it('sends choices made meanwhile as one, after the first and with its version', async () => {
  const { store, saves, answer, saved } = setUpStored();
  const change = store.change(pin(one));
  void store.change(pin(two));
  const last = store.change(pin(three));
  // An older preview does not undo what is on its way.
  store.take({ version: 7, settings: AT_FIRST });
  expect(store.getState().settings.pinnedImages).toEqual([one, two, three]);
  expect(saves).toHaveLength(1);
  answer(0);
  await expect.poll(() => saves.length).toBe(2);
  answer(1);
  await Promise.all([change, last, store.saved()]);
  expect(saves.map(({ version, settings }) => [version, settings.pinnedImages.length])).toEqual([
    [7, 1],
    [8, 3],
  ]);
  expect(saved()).toBe(1);
});

it('makes a choice once more where only something else was changed meanwhile', async () => {
  const { store, saves, answer, refuse } = setUpStored();
  const change = store.change(pin(one));
  refuse(0);
  await expect.poll(() => saves.length).toBe(2);
  expect(saves[1]).toMatchObject({ version: 12, settings: { pinnedImages: [one] } });
  answer(1);
  await change;
  expect(store.getState()).toMatchObject({ error: null, settings: { pinnedImages: [one] } });
});

it('takes a choice back where the settings were changed elsewhere, and says why', async () => {
  const { store, saves, place, answer, refuse, saved } = setUpStored();
  place.stored = { version: 12, settings: { ...AT_FIRST, contextStrategy: 'stop' } };
  const change = store.change(pin(one));
  refuse(0);
  await change;
  expect(saved()).toBe(1);
  expect(store.getState()).toMatchObject({
    settings: place.stored.settings,
    error: { code: 'conflict' },
  });
  const again = store.change(pin(two));
  expect(store.getState().error).toBeNull();
  answer(1);
  await again;
  expect(saves[1]).toMatchObject({ version: 12, settings: { contextStrategy: 'stop' } });
});

it('has nothing to choose before the settings of a conversation are here, and no use for old ones', async () => {
  const { store, saves } = setUp();
  await store.change(pin(one));
  expect(store.getState()).toMatchObject({ isKnown: false, settings: AT_FIRST });
  store.take({ version: 9, settings: { ...AT_FIRST, systemPrompt: 'New' } });
  store.take({ version: 8, settings: { ...AT_FIRST, systemPrompt: 'Old' } });
  expect(store.getState()).toMatchObject({ isKnown: true, settings: { systemPrompt: 'New' } });
  expect(saves).toEqual([]);
});

it('keeps choices of a new conversation with its draft, and sends them along with the model', async () => {
  const { store, saves, kept } = setUp(null);
  await store.change({ systemPrompt: 'Be brief.' });
  expect(kept).toEqual([{ ...AT_FIRST, systemPrompt: 'Be brief.' }]);
  expect(store.takeAlong(modelOf().id)).toEqual({ ...kept[0], modelId: modelOf().id });
  expect(saves).toEqual([]);
});

it('lets what was chosen since the first question went out follow it', async () => {
  const { store, saves, place, answer } = setUp(null);
  const { id } = modelOf();
  store.takeAlong(id);
  await store.change({ systemPrompt: 'Be brief.' });
  place.id = conversationIdOf(1);
  store.begin();
  await expect.poll(() => saves.length).toBe(1);
  expect(saves[0]).toMatchObject({ version: 12, settings: { modelId: id } });
  expect(saves[0]?.settings.systemPrompt).toBe('Be brief.');
  answer(0);
  await store.saved();
  expect(store.takeAlong(id)).toBeUndefined();
});

it('has nothing to send where nothing was chosen since', () => {
  const { store, saves, place } = setUp(null);
  store.takeAlong(undefined);
  place.id = conversationIdOf(1);
  store.begin();
  expect(saves).toEqual([]);
});
