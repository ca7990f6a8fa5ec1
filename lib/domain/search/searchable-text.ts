import type { MessagePart } from '../message';

/** What of a message can be found: its words, then the names of its files. Thoughts are not searched. */
export function searchableText(parts: readonly MessagePart[]): string {
  const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  const names = parts.flatMap((part) => (part.type === 'file' ? [part.attachment.name] : []));
  return [...words, ...names].join('\n');
}
