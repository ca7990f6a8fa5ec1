import 'server-only';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { AppError } from '@/lib/domain/errors/app-error';
import type { FactsQuestion, FindFacts } from './facts-question';
import { readLlamaFacts } from './read-llama-facts';
import { readLmStudioFacts } from './read-lm-studio-facts';
import { readOllamaFacts } from './read-ollama-facts';

type ReadFacts = (question: FactsQuestion) => Promise<FindFacts>;

/** Servers that tell more of their models beside `GET /models`. */
const READERS: Partial<Record<DialectName, ReadFacts>> = {
  llama: readLlamaFacts,
  ollama: readOllamaFacts,
  lmstudio: readLmStudioFacts,
};

/**
 * Asks a server what it tells of its models at places of its own. A server that does not answer there
 * tells nothing; its list stands.
 *
 * @throws The signal's reason when it aborts.
 */
export async function readServerFacts(
  dialect: DialectName | undefined,
  question: FactsQuestion,
): Promise<FindFacts> {
  const read = dialect === undefined ? undefined : READERS[dialect];
  try {
    return (await read?.(question)) ?? (() => undefined);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return () => undefined;
  }
}
