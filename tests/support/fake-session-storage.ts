import { vi } from 'vitest';

type Kept = { [key: string]: string };

const METHODS = {
  getItem(this: Kept, key: string) {
    return this[key] ?? null;
  },
  setItem(this: Kept, key: string, value: string) {
    this[key] = value;
  },
  removeItem(this: Kept, key: string) {
    delete this[key];
  },
};

/**
 * What a tab keeps over a reload; as in a browser each item is a property too.
 *
 * @returns Tells the names of what is kept.
 */
export function fakeSessionStorage(): () => string[] {
  const storage: Kept = Object.create(METHODS);
  vi.stubGlobal('sessionStorage', storage);
  return () => Object.keys(storage);
}
