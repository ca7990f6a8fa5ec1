import type { AnswerField } from './generation/generation-choice';
import type { ModelId } from './ids';

/** What a person can pick, and what it can do, as data: nothing is guessed from names elsewhere. */
export type ModelDescriptor = {
  readonly id: ModelId;
  readonly connectionId: string;
  /** Words for the connection, such as `NVIDIA`. */
  readonly connectionLabel: string;
  /** The name the upstream knows the model by. */
  readonly upstreamModel: string;
  /** Words for the model, such as `Ministral 3 14B Instruct`. */
  readonly name: string;
  /** Tokens the model accepts, prompt and answer together. */
  readonly contextWindow: number;
  readonly acceptsImages: boolean;
  readonly maxImagesPerPrompt: number;
  readonly supportsTools: boolean;
  readonly supportsReasoning: boolean;
  readonly defaultTemperature: number;
  /** From 0 to 1; what the server does by itself where there is none. */
  readonly defaultTopP?: number | undefined;
  /** Whether its system prompt must ask for thoughts between `[THINK]` and `[/THINK]`. */
  readonly thinksInMarkers?: boolean | undefined;
  /** The vocabulary it was trained with, where it can be counted with. */
  readonly tokenizer?: 'tekken' | undefined;
  /** What its server does not take of what can be chosen for an answer; it is not sent. */
  readonly withoutFields?: readonly AnswerField[] | undefined;
  /** Whether answers come from a script instead of a model; the page says so wherever it is shown. */
  readonly isDemo: boolean;
  /** Whether nobody has described it, so that careful assumptions stand for what it can do. */
  readonly isGuessed?: boolean | undefined;
  /** Where pictures go: this machine, a network the operator runs, or a hosted service. */
  readonly destination: 'demo' | 'local' | 'self-hosted' | 'nvidia';
};
