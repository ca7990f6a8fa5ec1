import 'server-only';

/** A token may be taken again that long after it was taken, in milliseconds. */
export const TOKEN_RETURN_MS = 60_000;

/** A key's bucket: which one, and how many tokens are in it when nobody has taken any. */
export type Bucket = {
  /** Tells nothing of the key. */
  readonly id: string;
  readonly size: number;
};

/**
 * Keeps the tokens of each key's bucket. A token comes back a minute after it was taken, so that in no
 * minute, wherever it begins, more requests go out than there are tokens. One that comes back drop by drop
 * would let through twice as many in the minute after a rest.
 */
export interface TokenStore {
  /**
   * Takes a token if one is there.
   *
   * @returns Nothing when one was taken; else the milliseconds until each comes back, soonest first.
   */
  take(bucket: Bucket): Promise<readonly number[]>;
  /** Lets none be taken for so many milliseconds, and after that no two at once. */
  block(bucket: Bucket, milliseconds: number): Promise<void>;
}

/** After a block the tokens come back one by one, in milliseconds between two: at the pace of the bucket. */
export const paceOf = ({ size }: Bucket): number => Math.ceil(TOKEN_RETURN_MS / size);
