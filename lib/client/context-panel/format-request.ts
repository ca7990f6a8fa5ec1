import 'client-only';
import { QUESTION_STAND_IN } from '@/lib/protocol/prompt-preview';

const INDENT = 2;

/**
 * A request's JSON for people to read, with the words that are being typed where the server could not
 * know them.
 *
 * @param request - JSON of our own server.
 */
export function formatRequest(request: string, question: string): string {
  const fill = (_key: string, value: unknown) =>
    typeof value === 'string' && question !== ''
      ? // As a function: a question may hold `$&`.
        value.replaceAll(QUESTION_STAND_IN, () => question)
      : value;
  return JSON.stringify(JSON.parse(request), fill, INDENT);
}
