import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import type { ProviderRequest } from '@/lib/server/provider/provider';
import { readFixture } from '../../../fixtures/images/read-fixture';
import { sendTurn } from '../../../support/send-turn';
import { openTestContext } from '../../../support/test-context';
import { submitOf } from '../../../support/turn-requests';

const countImages = ({ prompt }: ProviderRequest): number =>
  prompt.messages
    .flatMap((message) => (message.role === 'user' ? message.parts : []))
    .filter(({ type }) => type === 'image').length;

test('a server that takes fewer pictures is asked again with as many; what was left out is told', async () => {
  const { context, provider } = await openTestContext();
  const names = ['tile-01.png', 'tile-02.png', 'tile-03.png'];
  const added = names.map((name) =>
    context.attachments.add(LOCAL_ACTOR, { name, data: readFixture(name) }),
  );
  const attachmentIds = (await Promise.all(added)).map(({ id }) => id);
  const turn = await sendTurn(context, submitOf({ attachmentIds }));

  const refused = await provider.nextCall();
  expect(countImages(refused.request)).toBe(3);
  refused.fail(new AppError('upstream-images', { connection: 'Lab', status: 400, limit: 1 }));
  const answered = await provider.nextCall();
  expect(countImages(answered.request)).toBe(1);
  answered.say('One picture.').finish();

  await turn.reader.rest();
  const { status, parts, call } = await turn.stored();
  expect(status).toBe('done');
  expect(parts).toEqual([{ type: 'text', text: 'One picture.' }]);
  expect(call.imageLimit).toBe(1);
  expect(call.repairs).toEqual([{ type: 'tried-again', code: 'upstream-images' }]);
  expect(call.omissions.map(({ reason }) => reason)).toEqual(['image-limit', 'image-limit']);
});
