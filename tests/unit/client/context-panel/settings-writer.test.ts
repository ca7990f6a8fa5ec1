import { expect, it } from 'vitest';
import { createSettingsWriter } from '@/lib/client/context-panel/settings-writer';
import { pinImage } from '@/lib/domain/conversation/choose-images';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { AppError } from '@/lib/domain/errors/app-error';
import { attachmentOf } from '../../../support/messages';

const [one, two, three] = [1, 2, 3].map((number) => attachmentOf(number).id);
const pin = (id: typeof one) => (settings: ConversationSettings) =>
  id ? pinImage(settings, id, true) : settings;

function setUp() {
  type Save = { version: number; pinned: number; call: PromiseWithResolvers<number> };
  const saves: Save[] = [];
  let settled = 0;
  const writer = createSettingsWriter({
    save(version, { pinnedImages }) {
      const call = Promise.withResolvers<number>();
      saves.push({ version, pinned: pinnedImages.length, call });
      return call.promise;
    },
    onSettled() {
      settled += 1;
    },
  });
  writer.take({ version: 7, settings: DEFAULT_CONVERSATION_SETTINGS });
  return { writer, saves, settled: () => settled };
}

it('shows a choice at once, and until a preview has it', async () => {
  const { writer, saves, settled } = setUp();
  const change = writer.change(pin(one));
  expect(writer.getState().wanted?.pinnedImages).toEqual([one]);
  saves[0]?.call.resolve(8);
  await change;
  expect(settled()).toBe(1);
  expect(writer.getState().wanted?.pinnedImages).toEqual([one]);
  writer.take({ version: 8, settings: pin(one)(DEFAULT_CONVERSATION_SETTINGS) });
  expect(writer.getState().wanted).toBeNull();
});

it('sends choices made meanwhile as one, after the first and with its version', async () => {
  const { writer, saves, settled } = setUp();
  const change = writer.change(pin(one));
  await writer.change(pin(two));
  await writer.change(pin(three));
  // An older preview does not undo what is on its way.
  writer.take({ version: 7, settings: DEFAULT_CONVERSATION_SETTINGS });
  expect(writer.getState().wanted?.pinnedImages).toEqual([one, two, three]);
  expect(saves).toHaveLength(1);
  saves[0]?.call.resolve(8);
  await expect.poll(() => saves.length).toBe(2);
  saves[1]?.call.resolve(9);
  await change;
  expect(saves.map(({ version, pinned }) => [version, pinned])).toEqual([
    [7, 1],
    [8, 3],
  ]);
  expect(settled()).toBe(1);
});

it('takes a choice back that was not stored, says why, and goes on with what is loaded then', async () => {
  const { writer, saves, settled } = setUp();
  const change = writer.change(pin(one));
  saves[0]?.call.reject(new AppError('conflict'));
  await change;
  expect(settled()).toBe(1);
  expect(writer.getState()).toMatchObject({ wanted: null, error: { code: 'conflict' } });
  writer.take({ version: 12, settings: DEFAULT_CONVERSATION_SETTINGS });
  expect(writer.getState().error?.code).toBe('conflict');
  const again = writer.change(pin(two));
  expect(writer.getState().error).toBeNull();
  saves[1]?.call.resolve(13);
  await again;
  expect(saves[1]).toMatchObject({ version: 12, pinned: 1 });
});

it('has nothing to choose before the first preview', async () => {
  const writer = createSettingsWriter({
    save: () => Promise.reject(new Error('saved')),
    onSettled: () => undefined,
  });
  await writer.change(pin(one));
  expect(writer.getState()).toEqual({ wanted: null, error: null });
});
