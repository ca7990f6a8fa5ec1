import type { GenerationChoice } from './generation-choice';

/** What a person chooses as a number. */
export type NumberField = Exclude<keyof GenerationChoice, 'stop' | 'thinks'>;

export type NumberBounds = {
  readonly min: number;
  readonly max: number;
  /** What a slider goes by; a number in between can be typed. */
  readonly step: number;
  readonly isWhole: boolean;
};

const PENALTY: NumberBounds = { min: -2, max: 2, step: 0.1, isWhole: false };

/** The bounds of OpenAI's API, which every server shares; a top p of 0 would leave no word. */
export const NUMBER_BOUNDS: Readonly<Record<NumberField, NumberBounds>> = {
  temperature: { min: 0, max: 2, step: 0.05, isWhole: false },
  topP: { min: 0.01, max: 1, step: 0.01, isWhole: false },
  maxOutputTokens: { min: 1, max: 262_144, step: 1, isWhole: true },
  seed: { min: 0, max: 2 ** 31 - 1, step: 1, isWhole: true },
  frequencyPenalty: PENALTY,
  presencePenalty: PENALTY,
};
