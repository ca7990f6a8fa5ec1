import type { IncomingMessage } from 'node:http';
import type { Fields } from './exchange';

/** A request as it came, with the key cut out of it. */
export type RecordedRequest = {
  readonly profile: string;
  readonly method: string;
  /** Below the profile's prefix. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Fields;
  readonly scenario: string;
  /** Milliseconds on the process's own clock (`performance.now()`). */
  readonly at: number;
};

/** A client that went away before its answer was complete. */
export type RecordedDisconnect = {
  readonly path: string;
  readonly scenario: string;
  /** Milliseconds on the process's own clock (`performance.now()`). */
  readonly at: number;
  readonly framesSent: number;
  /** What the server produces, also after that: it changes while the work goes on. */
  readonly work: { readonly framesGenerated: number };
};

const REDACTED = '[redacted]';

/** Headers of a request, its key replaced. */
export function redactHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === 'authorization' ? REDACTED : String(value),
    ]),
  );
}

/** A list that can be waited on. */
export type Recording<Item> = {
  readonly items: readonly Item[];
  add(item: Item): void;
  /** The first item from an index on, now or when it comes. */
  at(index: number): Promise<Item>;
  clear(): void;
};

/** Makes an empty list. */
export function createRecording<Item>(): Recording<Item> {
  const items: Item[] = [];
  let waiting: { index: number; resolve: (item: Item) => void }[] = [];
  return {
    items,
    add(item) {
      items.push(item);
      const index = items.length - 1;
      for (const { resolve } of waiting.filter((one) => one.index === index)) resolve(item);
      waiting = waiting.filter((one) => one.index !== index);
    },
    at(index) {
      const item = items[index];
      if (item !== undefined) return Promise.resolve(item);
      return new Promise((resolve) => waiting.push({ index, resolve }));
    },
    clear: () => void items.splice(0),
  };
}
