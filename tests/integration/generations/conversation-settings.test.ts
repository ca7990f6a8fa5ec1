import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { DETAIL_EDGE_PIXELS } from '@/lib/domain/image/image-detail';
import type { PromptImagePart } from '@/lib/domain/prompt/prompt';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import { sendTurn } from '../../support/send-turn';
import { openTestContext } from '../../support/test-context';
import { againOf, submitOf } from '../../support/turn-requests';

/** A conversation of one turn about a photo, and how its settings are changed. */
async function asked() {
  const opened = await openTestContext();
  const { context, provider } = opened;
  const file = { name: 'photo.jpg', data: readFixture('photo.jpg') };
  const photo = await context.attachments.add(LOCAL_ACTOR, file);
  const turn = await sendTurn(context, submitOf({ text: 'What?', attachmentIds: [photo.id] }));
  (await provider.nextCall()).say('A photo.').finish();
  await turn.reader.rest();
  const { conversationId } = turn;
  const set = (change: Partial<ConversationSettings>) => {
    const settings = { ...DEFAULT_CONVERSATION_SETTINGS, ...change };
    return context.conversations.change(LOCAL_ACTOR, conversationId, { settings, version: 1 });
  };
  const ask = (text: string) =>
    sendTurn(context, submitOf({ conversationId, parentId: turn.answerId, text }));
  return { ...opened, photo, turn, set, ask };
}

type Asked = Awaited<ReturnType<typeof asked>>;

/** The pictures of the next call. */
async function sentImages({ provider }: Asked): Promise<PromptImagePart[]> {
  const call = await provider.nextCall();
  call.say('Seen.').finish();
  const parts = call.request.prompt.messages.flatMap((message) =>
    message.role === 'user' ? message.parts : [],
  );
  return parts.filter((part) => part.type === 'image');
}

test('a picture that was taken out is not sent any more, and the answer says so', async () => {
  const opened = await asked();
  await opened.set({ excludedImages: [opened.photo.id] });
  const next = await opened.ask('And now?');
  expect(await sentImages(opened)).toEqual([]);
  await next.reader.rest();
  expect((await next.stored()).call.omissions).toEqual([
    { type: 'image', attachmentId: opened.photo.id, reason: 'excluded' },
  ]);
});

test('a lower detail is sent with fewer pixels, the same bytes each time', async () => {
  const opened = await asked();
  const { context, photo } = opened;
  await opened.set({ imageDetail: { [photo.id]: 'low' } });
  const next = await opened.ask('And now?');
  const [image] = await sentImages(opened);
  if (!image) throw new Error('the picture should be sent');
  const limit = { base64Characters: null, longestEdge: DETAIL_EDGE_PIXELS[image.detail] };
  const read = () => context.attachments.readForUpstream(LOCAL_ACTOR, image.attachment, limit);
  const [first, second] = [await read(), await read()];
  expect(await sharp(first.data).metadata()).toMatchObject({ width: 504, height: 378 });
  expect(Buffer.from(second.data).equals(Buffer.from(first.data))).toBe(true);
  await next.reader.rest();
  const { estimate } = (await next.stored()).call;
  expect(estimate?.imageTokens).toBe(19 * 14);
});

test('where nothing may be left out, nothing is sent: the answer fails with what to do', async () => {
  const opened = await asked();
  await opened.set({ contextStrategy: 'stop' });
  const next = await opened.ask('word '.repeat(39_000));
  await next.reader.rest();
  expect(await next.stored()).toMatchObject({
    status: 'failed',
    errorCode: 'context-full',
    call: { omissions: [] },
  });
  expect(opened.provider.calls).toHaveLength(1);
  // Allowed to leave turns out, the same question is answered.
  const settings = DEFAULT_CONVERSATION_SETTINGS;
  const { conversationId } = next;
  await opened.context.conversations.change(LOCAL_ACTOR, conversationId, { settings, version: 2 });
  const again = againOf('regenerate', conversationId, next.questionId);
  const retried = await sendTurn(opened.context, again);
  expect(await sentImages(opened)).toEqual([]);
  await retried.reader.rest();
  expect(await retried.stored()).toMatchObject({
    status: 'done',
    call: { omissions: [{ type: 'message', messageId: opened.turn.questionId, count: 2 }] },
  });
});
