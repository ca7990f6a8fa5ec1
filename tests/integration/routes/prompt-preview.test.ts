import { expect, test } from 'vitest';
import * as z from 'zod';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import {
  type PromptPreview,
  promptPreviewSchema,
  QUESTION_STAND_IN,
} from '@/lib/protocol/prompt-preview';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import { FrameReader } from '../../support/frame-reader';
import { uuidOf } from '../../support/messages';
import { openTestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { call, install, routeOf } from './routes';

const CHAT = routeOf('POST', '/api/chat');
const PATCH = routeOf('PATCH', '/api/conversations/[conversationId]');
const PREVIEW = routeOf('GET', '/api/conversations/[conversationId]/prompt');

async function opened() {
  const { context, provider } = await openTestContext();
  install(context);
  const upload = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const file = { name: `${index + 1}.png`, data: readFixture('tile-01.png') };
        return (await context.attachments.add(LOCAL_ACTOR, file)).id;
      }),
    );
  /** Asks, and lets it be answered. */
  const ask = async (turn: Parameters<typeof submitOf>[0]) => {
    const reader = new FrameReader((await call(CHAT, { body: submitOf(turn) })).body);
    const { chunk } = await reader.until('start');
    const upstream = (await provider.nextCall()).say('Seen.').finish();
    await reader.rest();
    const { messageId } = z.object({ messageId: z.string() }).parse(chunk);
    return {
      conversationId: asId<ConversationId>(reader.metadata.conversationId ?? ''),
      answerId: asId<MessageId>(messageId),
      request: upstream.request,
    };
  };
  return { context, provider, upload, ask };
}

async function preview(id: string, query = ''): Promise<PromptPreview> {
  const response = await call(PREVIEW, { id, query: `?timeZone=UTC${query}` });
  expect(response.status).toBe(200);
  return promptPreviewSchema.parse(await response.json());
}

const summaryOf = ({ images }: PromptPreview) =>
  images.map(({ turn, number, isDraft, state }) => [turn, number, isDraft, state].join(' '));

test('tells the pictures in play, those of the draft among them, and which is left out', async () => {
  const { upload, ask } = await opened();
  const { conversationId } = await ask({ attachmentIds: await upload(10) });
  const [drafted = ''] = await upload(1);
  const before = await preview(conversationId);
  expect(before).toMatchObject({ imageLimit: 10, leftOutMessages: 0, request: null });
  expect(before.systemPrompt).toMatch(/Today is \d{4}-\d\d-\d\d/);
  expect(summaryOf(before)).toEqual(
    Array.from({ length: 10 }, (_, index) => `1 ${index + 1} false sent`),
  );
  const after = await preview(conversationId, `&attachment=${drafted}`);
  expect(summaryOf(after)).toHaveLength(11);
  expect(after.images.filter(({ state }) => state !== 'sent')).toHaveLength(1);
  expect(after.images.at(-1)).toMatchObject({ isDraft: true, turn: 2, number: 1, state: 'sent' });
  expect(after.images.at(-1)?.attachment.id).toBe(drafted);
  expect(after.breakdown.imageTokens).toBe(before.breakdown.imageTokens);
});

test('follows what is chosen for the conversation', async () => {
  const { upload, ask } = await opened();
  const first = await ask({ attachmentIds: await upload(10) });
  const { conversationId: id, answerId } = first;
  const [eleventh = asId('')] = await upload(1);
  await ask({ conversationId: id, parentId: answerId, attachmentIds: [eleventh] });
  const leftOut = ({ images }: PromptPreview) => images.find(({ state }) => state !== 'sent');
  const before = await preview(id);
  const dropped = leftOut(before);
  expect(dropped?.state).toBe('image-limit');
  const chosen = {
    ...before.settings,
    pinnedImages: dropped ? [dropped.attachment.id] : [],
    excludedImages: [eleventh],
  };
  const body = { version: before.version, settings: chosen };
  expect((await call(PATCH, { id, body })).status).toBe(200);
  const after = await preview(id);
  expect(after.version).toBe(before.version + 1);
  expect(after.settings).toEqual(chosen);
  expect(leftOut(after)).toMatchObject({ turn: 2, state: 'excluded' });
  expect(after.images.find(({ isPinned }) => isPinned)?.attachment.id).toBe(dropped?.attachment.id);
  expect((await call(PATCH, { id, body })).status).toBe(409);
});

test('follows the branch in view, and the head where that is not known', async () => {
  const { upload, ask } = await opened();
  const first = await ask({ text: 'One.' });
  const { conversationId } = first;
  await ask({ conversationId, parentId: first.answerId, attachmentIds: await upload(1) });
  expect((await preview(conversationId)).images).toHaveLength(1);
  expect((await preview(conversationId, `&leaf=${first.answerId}`)).images).toHaveLength(0);
  expect((await preview(conversationId, `&leaf=${uuidOf(9)}`)).images).toHaveLength(1);
});

/** What a provider would send for a request, pictures as the page is shown them. */
const abbreviated = (body: string) => body.replaceAll(/;base64,[^"]*/g, ';base64,');

test('shows the very request that the next send makes, tools in it, but for the bytes of pictures', async () => {
  const { upload, ask, provider } = await opened();
  const first = await ask({
    settings: { ...DEFAULT_CONVERSATION_SETTINGS, tools: ['calculator'] },
    attachmentIds: await upload(2),
  });
  const { conversationId, answerId } = first;
  const [drafted = asId('')] = await upload(1);
  const { request } = await preview(conversationId, `&attachment=${drafted}&request=1`);
  expect(request?.body).toMatch(/"url":"data:image\/png;base64,… \(\d+ characters\)"/);
  expect(request?.body).toContain('"name":"calculator"');
  expect(request?.body.length).toBeLessThan(6000);
  const next = await ask({
    conversationId,
    parentId: answerId,
    attachmentIds: [drafted],
    text: QUESTION_STAND_IN,
  });
  const sent = await provider.writeBody(next.request);
  expect(abbreviated(request?.body ?? '')).toBe(abbreviated(sent.body));
});

test.each(['leaf=x', 'attachment=x', 'model=x', `timeZone=${'x'.repeat(65)}`])(
  'refuses %s',
  async (query) => {
    const { ask } = await opened();
    const { conversationId: id } = await ask({});
    expect((await call(PREVIEW, { id, query: `?${query}` })).status).toBe(400);
  },
);

test('says when the model is not there, and leaves out pictures that are not', async () => {
  const { ask } = await opened();
  const { conversationId } = await ask({});
  const unknown = await call(PREVIEW, { id: conversationId, query: '?model=fake/other' });
  expect(unknown.status).toBe(422);
  expect((await preview(conversationId, `&attachment=${uuidOf(77)}`)).images).toEqual([]);
});
