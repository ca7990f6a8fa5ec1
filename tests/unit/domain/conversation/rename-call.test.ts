import { expect, test } from 'vitest';
import { renameCall } from '@/lib/domain/conversation/rename-call';
import type { AttachmentId, MessageId } from '@/lib/domain/ids';
import { attachmentOf, callOf, messageIdOf } from '../../../support/messages';

const pictures = new Map([[attachmentOf(1).id, attachmentOf(11).id]]);
const messages = new Map([[messageIdOf(1), messageIdOf(21)]]);
const newIds = {
  message: (id: MessageId) => messages.get(id) ?? null,
  attachment: (id: AttachmentId) => pictures.get(id) ?? null,
};
const callAbout = (number: number) =>
  callOf({
    omissions: [
      { type: 'image', attachmentId: attachmentOf(number).id, reason: 'excluded' },
      { type: 'message', messageId: messageIdOf(number), count: 3, reason: 'context' },
    ],
    summary: { throughId: messageIdOf(number), text: 'So far.' },
  });

test('everything is named by its new id', () => {
  expect(renameCall(callAbout(1), newIds)).toEqual(
    callOf({
      omissions: [
        { type: 'image', attachmentId: attachmentOf(11).id, reason: 'excluded' },
        { type: 'message', messageId: messageIdOf(21), count: 3, reason: 'context' },
      ],
      summary: { throughId: messageIdOf(21), text: 'So far.' },
    }),
  );
});

test('what names nothing that is there goes; the rest stays', () => {
  expect(renameCall(callAbout(2), newIds)).toEqual(callOf());
});
