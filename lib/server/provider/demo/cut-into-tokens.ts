import 'server-only';

/** About as long as a token of English text: a word's beginning with its space, or a few more letters. */
const TOKEN = /\s*\S{1,5}|\s+$/gu;

/** Cuts a text into pieces like a model's; joined they are the text again. */
export function cutIntoTokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}
