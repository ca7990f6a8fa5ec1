import 'server-only';
import type { Destination } from '../../egress/fetch-upstream';
import type { ModelFacts } from '../describe-model';

/** What is asked of a server. */
export type FactsQuestion = {
  readonly destination: Destination;
  /** Names of the models that are asked about. */
  readonly models: readonly string[];
  /** When each was last changed, where the server tells; only to be compared. */
  readonly changed?: ReadonlyMap<string, number | undefined> | undefined;
  readonly signal: AbortSignal;
};

/** What is said of a model, by its name; `undefined` where nothing is. */
export type FindFacts = (model: string) => ModelFacts | undefined;
