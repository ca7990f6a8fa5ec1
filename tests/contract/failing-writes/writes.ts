import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import sharp from 'sharp';
import {
  type ConnectionProfile,
  EMPTY_PROFILE,
  mergeProfile,
  type ProfileChange,
} from '@/lib/domain/connection/connection-profile';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { AttachmentId } from '@/lib/domain/ids';
import {
  asId,
  type ConversationId,
  type GenerationId,
  type MessageId,
  type PresetId,
  type ToolId,
} from '@/lib/domain/ids';
import type { NewOwnTool } from '@/lib/domain/tool/own-tool';
import { createSqlConnectionProfileStore } from '@/lib/server/connection-profile-store/sql-connection-profile-store';
import { createStores } from '@/lib/server/create-stores';
import type { Schema } from '@/lib/server/database/schema';
import { createSqlOwnToolStore } from '@/lib/server/own-tool-store/own-tool-store';
import { createSqlPresetStore } from '@/lib/server/preset-store/preset-store';
import { createSqlTokenStore } from '@/lib/server/rate/sql-token-store';
import { createSqlSettingsStore } from '@/lib/server/settings-store/settings-store';
import { createSqlTransferStore } from '@/lib/server/transfer-store/sql-transfer-store';
import type { NewConversation } from '@/lib/server/transfer-store/transfer-store';
import { createSqlUsageStore } from '@/lib/server/usage-store/sql-usage-store';
import { readFixture } from '../../fixtures/images/read-fixture';
import { answerOf, messageIdOf, questionOf, summaryOf, uuidOf } from '../../support/messages';
import { ANNA, answerTurn, newMessageId, questionTurn } from '../conversation-store/turns';
import { LONG_AGO } from './read-rows';

const NOW = 1_000;
/** Every unreferenced picture is old enough. */
const FAR_FUTURE = Number.MAX_SAFE_INTEGER;
const PROCESS = 'the-process';

/** The stores of a database; ids are numbers, so that two tries make the same rows. */
export function storesOf(database: Kysely<Schema>, firstId: number) {
  let count = firstId;
  const newId = () => uuidOf(count++);
  const stores = createStores(database, { now: () => NOW, newId, processId: PROCESS });
  return {
    ...stores,
    settings: createSqlSettingsStore(database),
    profiles: createSqlConnectionProfileStore(database, { now: () => NOW }),
    usage: createSqlUsageStore(database),
    ownTools: createSqlOwnToolStore(database, { now: () => NOW, newId }),
    presets: createSqlPresetStore(database, { now: () => NOW, newId }),
    transfers: createSqlTransferStore(database, { newId }),
    tokens: createSqlTokenStore(database),
    database,
  };
}

type AllStores = ReturnType<typeof storesOf>;

const SMALL = readFixture('tile-01.png');
const OTHER = readFixture('tile-02.png');
/** Large enough for a thumbnail and to be squeezed, and quickly read. */
const LARGE = await sharp(randomBytes(400 * 400 * 3), {
  raw: { width: 400, height: 400, channels: 3 },
})
  .jpeg()
  .toBuffer();

const firstQuestion = questionTurn({ id: newMessageId(), text: 'What is this?' });
const plainQuestion = questionTurn({ id: newMessageId(), text: 'And now?' });
const answeredQuestion = questionTurn({ id: newMessageId(), text: 'And then?' });

/** Ids of the rows that `prepare` makes, which every write below acts on. */
const CONVERSATION = asId<ConversationId>(uuidOf(2));
const ANSWER = asId<MessageId>(uuidOf(3));
const GENERATION = asId<GenerationId>(uuidOf(4));
const SECOND = asId<ConversationId>(uuidOf(5));
const OTHER_GENERATION = asId<GenerationId>(uuidOf(7));
const TOOL_ID = asId<ToolId>(uuidOf(12));
const PRESET = asId<PresetId>(uuidOf(13));
const TOOL: NewOwnTool = {
  name: 'play',
  description: '',
  parameters: {},
  action: { type: 'by-hand' },
};

const learn = (change: ProfileChange) => (profile: ConnectionProfile) =>
  mergeProfile(profile, change);
const APPROVAL = { toolKey: 'known', approval: 'ask', fingerprint: 'f' } as const;
/** A key whose bucket is made, and one that nobody has asked with. */
const BUCKET = { id: 'key', size: 3 };
const NEW_BUCKET = { id: 'other key', size: 2 };

/** What no way through the stores leads to at once: answers that nobody saw, processes long silent. */
async function age(database: Kysely<Schema>): Promise<void> {
  await database
    .updateTable('conversation')
    .set({ is_unread: 1 })
    .where('id', '=', SECOND)
    .execute();
  await database.updateTable('generation').set({ heartbeat_at: LONG_AGO }).execute();
}

/**
 * A store with two conversations whose answers run and one whose answer has ended, a sent picture, a draft's
 * one, chunks, a setting, a preset.
 */
export async function prepare({ attachments, conversations, ...stores }: AllStores): Promise<void> {
  const picture = await attachments.add(ANNA, { name: 'tile.png', data: SMALL });
  const question = { ...firstQuestion.question, attachments: [picture] };
  await conversations.addTurn(ANNA, { ...firstQuestion, question } as typeof firstQuestion);
  await conversations.addTurn(ANNA, plainQuestion);
  await attachments.add(ANNA, { name: 'photo.jpg', data: LARGE });
  const chunks = ['{"type":"text-start","id":"1"}', '{"type":"text-delta","id":"1","delta":"A"}'];
  await stores.generationStore.append([{ generationId: GENERATION, first: 1, chunks }]);
  await stores.settings.write(ANNA, { systemPrompt: 'Be brief.' });
  await stores.profiles.update('known', learn({ dialect: 'llama' }));
  await stores.tokens.take(BUCKET);
  for (const conversationId of [null, CONVERSATION, SECOND]) {
    await stores.toolApprovals.write(ANNA, conversationId, APPROVAL);
  }
  const { answer } = await conversations.addTurn(ANNA, answeredQuestion);
  await conversations.saveAnswer(ANNA, answer.id, { parts: [], status: 'done' });
  await stores.ownTools.add(ANNA, TOOL);
  await stores.presets.add(ANNA, { name: 'One', settings: {} }, 'refuse');
  await age(stores.database);
}

const draftPicture = async ({ attachments }: AllStores) => {
  const [picture] = await attachments.find(ANNA, [asId<AttachmentId>(uuidOf(8))]);
  if (!picture) throw new Error('the draft’s picture should be there');
  return picture;
};

const END = {
  parts: [{ type: 'text', text: 'All.' }],
  status: 'done',
  finishReason: 'stop',
} as const;
const TAIL = { generationId: GENERATION, first: 3, chunks: ['{"type":"finish"}'] };
const followUp = questionTurn({
  id: newMessageId(),
  conversationId: CONVERSATION,
  parentId: ANSWER,
});
const newTurn = questionTurn({ id: newMessageId() });

/** A conversation from elsewhere with two pictures, two of whose ids are taken here. */
async function importedOne(stores: AllStores): Promise<NewConversation> {
  const pictures = [await draftPicture(stores), await draftPicture(stores)];
  return {
    ...summaryOf(2),
    id: CONVERSATION,
    importKey: 'elsewhere:1',
    headId: messageIdOf(900),
    settings: { ...DEFAULT_CONVERSATION_SETTINGS, pinnedImages: pictures.map(({ id }) => id) },
    messages: [
      questionOf({ number: 3, parent: null }, 'And these two?', pictures),
      answerOf({ number: 900, parent: 3 }, 'Both are the same.'),
    ],
  };
}

/** Every method that writes to a store, but the one that clears old chunks on one engine alone. */
export const WRITES: Readonly<Record<string, (stores: AllStores) => Promise<unknown>>> = {
  'conversations.addTurn, a new one with a picture': async (stores) => {
    const question = { ...newTurn.question, attachments: [await draftPicture(stores)] };
    return stores.conversations.addTurn(ANNA, { ...newTurn, question } as typeof newTurn);
  },
  'conversations.addTurn, a follow-up': ({ conversations }) =>
    conversations.addTurn(ANNA, followUp),
  'conversations.addTurn, an answer once more': ({ conversations }) => {
    const questionId = 'id' in firstQuestion.question ? firstQuestion.question.id : ANSWER;
    const turn = answerTurn(CONVERSATION, questionId, { idempotencyKey: 'once more' });
    return conversations.addTurn(ANNA, turn);
  },
  'conversations.change': ({ conversations }) =>
    conversations.change(ANNA, CONVERSATION, { title: 'Other', version: 1 }),
  'conversations.changeAll': ({ conversations }) =>
    conversations.changeAll(ANNA, [CONVERSATION, SECOND], { folder: 'Trips' }),
  'conversations.markSeen': ({ conversations }) => conversations.markSeen(ANNA, SECOND),
  'conversations.saveAnswer': ({ conversations }) =>
    conversations.saveAnswer(ANNA, ANSWER, END, TAIL),
  'conversations.fork': ({ conversations }) => {
    const messageId = 'id' in firstQuestion.question ? firstQuestion.question.id : ANSWER;
    return conversations.fork(ANNA, { id: CONVERSATION, messageId });
  },
  'conversations.remove': ({ conversations }) => conversations.remove(ANNA, CONVERSATION),
  'conversations.removeMany': ({ conversations }) =>
    conversations.removeMany(ANNA, [CONVERSATION, SECOND]),
  'conversations.removeAll': ({ conversations }) => conversations.removeAll(ANNA),
  'attachments.add': ({ attachments }) => attachments.add(ANNA, { name: 'b.png', data: OTHER }),
  'attachments.add, bytes that are there': ({ attachments }) =>
    attachments.add(ANNA, { name: 'again.png', data: SMALL }),
  'attachments.read, a thumbnail': ({ attachments }) =>
    attachments.read(ANNA, asId<AttachmentId>(uuidOf(8)), 'thumbnail'),
  'attachments.readForUpstream, squeezed': async (stores) =>
    stores.attachments.readForUpstream(ANNA, await draftPicture(stores), {
      base64Characters: 30_000,
    }),
  'attachments.removeUnreferenced': ({ attachments }) => attachments.removeUnreferenced(FAR_FUTURE),
  'generations.append': ({ generationStore }) =>
    generationStore.append([
      TAIL,
      { generationId: asId<GenerationId>(uuidOf(7)), first: 1, chunks: ['{"type":"start"}'] },
    ]),
  'generations.beat': ({ generationStore }) => generationStore.beat([GENERATION, OTHER_GENERATION]),
  'generations.requestStop': ({ generationStore }) =>
    generationStore.requestStop(ANNA, [CONVERSATION]),
  // Each answer is cut by itself: the other one counts as alive.
  'generations.cutAbandoned': ({ generationStore }) =>
    generationStore.cutAbandoned(0, [OTHER_GENERATION]),
  'settings.write': ({ settings }) => settings.write(ANNA, { systemPrompt: 'Be long.' }),
  'profiles.update, of a connection nothing is known of': ({ profiles }) =>
    profiles.update('nvidia', learn({ refusedFields: ['seed'] })),
  'profiles.update, of a known one': ({ profiles }) =>
    profiles.update('known', () => EMPTY_PROFILE),
  'tokens.take': ({ tokens }) => tokens.take(BUCKET),
  'tokens.take, of a key that has none yet': ({ tokens }) => tokens.take(NEW_BUCKET),
  'tokens.block': ({ tokens }) => tokens.block(BUCKET, 1_000),
  'transfers.addConversation, with pictures, ids that are taken': async (stores) =>
    stores.transfers.addConversation(ANNA, await importedOne(stores)),
  'settings.removeAll': ({ settings }) => settings.removeAll(ANNA),
  'usage.removeAll': ({ usage }) => usage.removeAll(ANNA),
  'toolApprovals.write': ({ toolApprovals }) =>
    toolApprovals.write(ANNA, null, { toolKey: 'a', approval: 'allow', fingerprint: 'f' }),
  'toolApprovals.remove': ({ toolApprovals }) => toolApprovals.remove(ANNA, null, 'known'),
  'toolApprovals.removeAll': ({ toolApprovals }) => toolApprovals.removeAll(ANNA),
  'ownTools.add': ({ ownTools }) => ownTools.add(ANNA, TOOL),
  'ownTools.replace': ({ ownTools }) =>
    ownTools.replace(ANNA, TOOL_ID, { ...TOOL, description: 'Another.' }),
  'ownTools.remove': ({ ownTools }) => ownTools.remove(ANNA, TOOL_ID),
  'ownTools.removeAll': ({ ownTools }) => ownTools.removeAll(ANNA),
  'presets.add': ({ presets }) => presets.add(ANNA, { name: 'Two', settings: {} }, 'refuse'),
  'presets.replace': ({ presets }) =>
    presets.replace(ANNA, PRESET, { name: 'Three', settings: { systemPrompt: 'Be long.' } }),
  'presets.remove': ({ presets }) => presets.remove(ANNA, PRESET),
  'presets.removeAll': ({ presets }) => presets.removeAll(ANNA),
};
