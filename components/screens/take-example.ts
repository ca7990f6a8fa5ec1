import type { DraftStore } from '@/lib/client/draft/draft-store';
import { untilSendable } from '@/lib/client/draft/until-sendable';
import type { Example } from './examples';
import { type ExampleTarget, fillWithExample } from './fill-with-example';

const isEmpty = (draft: DraftStore) => {
  const { text, attachments } = draft.getSnapshot();
  return text.trim() === '' && attachments.length === 0;
};

/**
 * Puts an example into a draft, and waits until it can be asked, where it is to be.
 *
 * @returns Whether the draft is to be sent now: it was empty before, and is as the example made it.
 */
export async function takeExample(
  target: ExampleTarget,
  example: Example,
  question: string,
): Promise<boolean> {
  const { draft } = target;
  const wasEmpty = isEmpty(draft);
  await fillWithExample(target, example, question);
  const { text, attachments } = draft.getSnapshot();
  const isAsMade = text === question && attachments.length === (example.file === null ? 0 : 1);
  return example.isAskedAtOnce && wasEmpty && isAsMade && untilSendable(draft);
}
