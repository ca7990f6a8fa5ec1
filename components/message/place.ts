/** Where a message stands in its branch, from 1: told to screen readers, as not all of a long branch is there. */
export type Place = { readonly position: number; readonly count: number };
