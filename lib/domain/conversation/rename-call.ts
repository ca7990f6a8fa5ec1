import type { AttachmentId, MessageId } from '../ids';
import type { AnswerCall, Omission } from '../message';

/** Ids as they are in another conversation; `null` for what is not there. */
export type NewIds = {
  message(id: MessageId): MessageId | null;
  attachment(id: AttachmentId): AttachmentId | null;
};

function renameOmission(omission: Omission, newIds: NewIds): Omission[] {
  if (omission.type === 'message') {
    const messageId = newIds.message(omission.messageId);
    return messageId ? [{ ...omission, messageId }] : [];
  }
  const attachmentId = newIds.attachment(omission.attachmentId);
  return attachmentId ? [{ ...omission, attachmentId }] : [];
}

/** How an answer was made, in the words of another conversation; what names nothing there goes. */
export function renameCall({ summary, ...call }: AnswerCall, newIds: NewIds): AnswerCall {
  const omissions = call.omissions.flatMap((omission) => renameOmission(omission, newIds));
  const throughId = summary ? newIds.message(summary.throughId) : null;
  return {
    ...call,
    omissions,
    ...(summary && throughId ? { summary: { ...summary, throughId } } : {}),
  };
}
