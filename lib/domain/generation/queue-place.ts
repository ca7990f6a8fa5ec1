/** Where an answer stands among those that wait for their turn to be asked for. */
export type QueuePlace = {
  /** From 1. */
  readonly place: number;
  /** Milliseconds until its turn, as far as can be told. */
  readonly expectedMs: number;
};
