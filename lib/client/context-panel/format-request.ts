import 'client-only';
import { QUESTION_STAND_IN } from '@/lib/protocol/prompt-preview';

const INDENT = 2;

/** What a question of pictures alone has nothing of: the words behind other words, and as a part of their own. */
const WORDS_BEHIND = `\n\n${QUESTION_STAND_IN}`;
const isWordsPart = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'text' in part && part.text === QUESTION_STAND_IN;

function withoutWords(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(WORDS_BEHIND, '');
  return Array.isArray(value) ? value.filter((part) => !isWordsPart(part)) : value;
}

function withWords(value: unknown, words: string): unknown {
  // As a function: a question may hold `$&`.
  return typeof value === 'string' ? value.replaceAll(QUESTION_STAND_IN, () => words) : value;
}

/**
 * A request's JSON for people to read, with the words that are being typed where the server could not
 * know them: as a send would carry them, which is trimmed, and none at all beside pictures alone.
 *
 * @param request - JSON of our own server.
 * @param hasPictures - Whether the question has pictures.
 */
export function formatRequest(request: string, question: string, hasPictures = false): string {
  const words = question.trim();
  const fill = (_key: string, value: unknown) => {
    if (words !== '') return withWords(value, words);
    return hasPictures ? withoutWords(value) : value;
  };
  return JSON.stringify(JSON.parse(request), fill, INDENT);
}
