import type { Attachment } from '@/lib/domain/attachment';
import type { MessageId } from '@/lib/domain/ids';
import type { DraftSnapshot } from './draft-snapshot';

/** A draft on its way to the server. */
export type Sending = {
  /** The same for the same send. */
  readonly key: MessageId;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};

const uploaded = ({ attachments }: DraftSnapshot): Attachment[] =>
  attachments.flatMap(({ state }) => (state.status === 'ready' ? [state.attachment] : []));

/** What of a draft is sent. */
export function toSending(key: MessageId, draft: DraftSnapshot): Sending {
  return { key, text: draft.text.trim(), attachments: uploaded(draft) };
}

/** The same for drafts that would be sent as the same message. */
export function fingerprintOf(draft: DraftSnapshot): string {
  return JSON.stringify([draft.text.trim(), uploaded(draft).map(({ id }) => id)]);
}
