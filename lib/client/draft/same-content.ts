import type { DraftSnapshot } from './draft-snapshot';

/** Whether two drafts hold the same words and the same pictures in the same order, however far these got. */
export function sameContent(one: DraftSnapshot, other: DraftSnapshot): boolean {
  return (
    one.text === other.text &&
    one.attachments.length === other.attachments.length &&
    one.attachments.every(({ key }, index) => key === other.attachments[index]?.key)
  );
}

/** Whether there is nothing in a draft that a person could miss. */
export const isEmptyContent = ({ text, attachments }: DraftSnapshot): boolean =>
  text === '' && attachments.length === 0;
