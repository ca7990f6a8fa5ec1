import 'server-only';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Destination } from '../../egress/fetch-upstream';
import type { FactsQuestion, FindFacts } from './facts-question';
import { readLlamaFacts } from './read-llama-facts';
import { readLmStudioFacts } from './read-lm-studio-facts';
import { readOllamaFacts } from './read-ollama-facts';

type ReadFacts = (question: FactsQuestion) => Promise<FindFacts>;

/** How long a server may take to tell them, in milliseconds: nobody waits for more than the list. */
const FACTS_TIMEOUT_MS = 2_000;

/** Servers that tell more of their models beside `GET /models`. */
const READERS: Partial<Record<DialectName, ReadFacts>> = {
  llama: readLlamaFacts,
  ollama: readOllamaFacts,
  lmstudio: readLmStudioFacts,
};

/** What each server told last, and as which kind of server. */
const toldLast = new WeakMap<
  Destination,
  { readonly dialect: DialectName; readonly find: FindFacts }
>();

/**
 * Asks a server what it tells of its models at places of its own. Of one that does not answer there, or not
 * soon, what it told last is still true, or nothing; its list stands.
 *
 * @param timeoutMs - How long it may take to answer.
 * @throws The signal's reason when it aborts.
 */
export async function readServerFacts(
  dialect: DialectName,
  question: FactsQuestion,
  timeoutMs = FACTS_TIMEOUT_MS,
): Promise<FindFacts> {
  const read = READERS[dialect];
  if (!read) return () => undefined;
  const { destination } = question;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([question.signal, limit]);
  try {
    const find = await read({ ...question, signal });
    toldLast.set(destination, { dialect, find });
    return find;
  } catch (error) {
    // The asker's own signal ends the list too.
    if (question.signal.aborted) throw question.signal.reason;
    if (!(error instanceof AppError) && !limit.aborted) throw error;
    const last = toldLast.get(destination);
    return last?.dialect === dialect ? last.find : () => undefined;
  }
}
