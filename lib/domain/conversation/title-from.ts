import type { Attachment } from '../attachment';
import { storableText } from '../storable-text';

/** Longest title made from a message, in characters. */
const MAX_CHARACTERS = 80;

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MAX_CHARACTERS
    ? text
    : `${characters
        .slice(0, MAX_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * The title of a conversation: its first line, else the name of its first picture. No model is asked.
 *
 * @returns Empty when there is neither; the page then shows its own word for a new chat.
 */
export function titleFrom(text: string, attachments: readonly Attachment[]): string {
  const firstLine = storableText(text)
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '');
  return shorten(firstLine ?? attachments[0]?.name ?? '');
}
