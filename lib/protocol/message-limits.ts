/** Most characters one message may have; the composer says so before it is reached. */
export const MAX_TEXT_CHARACTERS = 200_000;

/** Most attachments one message may carry. */
export const MAX_ATTACHMENTS_PER_MESSAGE = 10;
