import { countPromptTokens } from './count-tokens';
import type { Exchange } from './exchange';

/** Counts the tokens at the start of a prompt that a server need not read again. */
export type PrefixCache = (exchange: Exchange) => Promise<number>;

/** Remembers one prompt, as a server with one slot: what the next begins with in the same way is cached. */
export function createPrefixCache(): PrefixCache {
  let before: readonly string[] = [];
  return async ({ body, settings }) => {
    const messages: readonly unknown[] = Array.isArray(body.messages) ? body.messages : [];
    const written = messages.map((message) => JSON.stringify(message));
    const changed = written.findIndex((message, index) => message !== before[index]);
    before = written;
    // The last message is read in any case: the answer follows from it.
    const shared = changed === -1 ? written.length - 1 : Math.min(changed, written.length - 1);
    return shared > 0 ? countPromptTokens({ messages: messages.slice(0, shared) }, settings) : 0;
  };
}
