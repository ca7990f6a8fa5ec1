import { MAX_ATTACHMENTS_PER_MESSAGE } from '@/lib/protocol/message-limits';
import type { DraftSnapshot } from './draft-snapshot';
import type { DraftStore } from './draft-store';
import { type SendBlocker, sendBlocker } from './send-blocker';

/** What ends by itself. */
const MOMENTARY: ReadonlySet<SendBlocker | null> = new Set<SendBlocker>(['preparing', 'uploading']);

const contentOf = ({ text, attachments }: DraftSnapshot) =>
  JSON.stringify([text, attachments.map(({ key }) => key)]);

/** Waits until a draft can be sent. Whether it can; not when it is changed first, or needs the person. */
export function untilSendable(draft: DraftStore): Promise<boolean> {
  const wanted = contentOf(draft.getSnapshot());
  let unsubscribe = () => {};
  const waiting = new Promise<boolean>((resolve) => {
    const look = () => {
      const now = draft.getSnapshot();
      const isSame = contentOf(now) === wanted;
      const blocker = sendBlocker(now, MAX_ATTACHMENTS_PER_MESSAGE);
      if (!isSame || !MOMENTARY.has(blocker)) resolve(isSame && blocker === null);
    };
    unsubscribe = draft.subscribe(look);
    look();
  });
  return waiting.finally(unsubscribe);
}
