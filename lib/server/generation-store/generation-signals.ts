import 'server-only';
import type { GenerationId } from '@/lib/domain/ids';

/** News of generations from other processes. */
export interface GenerationSignals {
  /** Whether news come by themselves now; else the store has to be asked. */
  isListening(): boolean;
  /** Calls when more of a generation is stored or it has ended; returns how to end that. */
  onNews(listener: (id: GenerationId) => void): () => void;
  /** Calls when somebody wants a generation stopped. */
  onStop(listener: (id: GenerationId) => void): () => void;
  close(): Promise<void>;
}

/** For a store that one process has for itself. */
export const NO_SIGNALS: GenerationSignals = {
  // Nothing is missed: there is nobody who could tell anything.
  isListening: () => true,
  onNews: () => () => {},
  onStop: () => () => {},
  close: async () => {},
};
