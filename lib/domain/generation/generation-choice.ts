/** What a person chose of how a model writes; what is not there is the model's own default. */
export type GenerationChoice = {
  /** From 0 to 2. */
  readonly temperature?: number | undefined;
  /** From 0 to 1. */
  readonly topP?: number | undefined;
  /** Upper limit for an answer, in tokens. */
  readonly maxOutputTokens?: number | undefined;
  /** Texts that end an answer. */
  readonly stop?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  /** From -2 to 2, as the one below. */
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  /** `false` leaves out the words that make a model think first; only for one that `thinksInMarkers`. */
  readonly thinks?: boolean | undefined;
};

/** Something that can be asked for with a field of a request, and that a server may not take. */
export type AnswerField = Exclude<keyof GenerationChoice, 'thinks'> | 'responseFormat';

/** What an answer was asked for with, beside its temperature and its length. */
export type CallGeneration = Omit<GenerationChoice, 'temperature' | 'maxOutputTokens' | 'thinks'>;

/** Most texts that end an answer; OpenAI's own API takes no more. */
export const MAX_STOP_TEXTS = 4;
/** Most characters of each of them. */
export const MAX_STOP_CHARACTERS = 100;
