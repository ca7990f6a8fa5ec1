import 'server-only';

/** Items that wait, each owner's in the order they came, the owners in turn. */
export type FairQueue<Item> = {
  add(owner: string, item: Item): void;
  /** Takes one out, wherever it stands. */
  remove(item: Item): void;
  /** Takes out the one whose turn it is. */
  next(): Item | undefined;
  /** All, in the order in which their turn comes if nobody joins or leaves. */
  order(): Item[];
};

/** Makes an empty queue. Somebody who joins with one item waits for one item of each who was there. */
export function createFairQueue<Item>(): FairQueue<Item> {
  /** In the order of the owners' turns; nobody is in it with nothing. */
  const waiting = new Map<string, readonly Item[]>();

  const keep = (owner: string, items: readonly Item[]) => {
    if (items.length > 0) waiting.set(owner, items);
    else waiting.delete(owner);
  };
  return {
    add: (owner, item) => keep(owner, [...(waiting.get(owner) ?? []), item]),
    remove(item) {
      for (const [owner, items] of waiting) {
        if (!items.includes(item)) continue;
        keep(
          owner,
          items.filter((each) => each !== item),
        );
      }
    },
    next() {
      const [first] = waiting;
      if (!first) return undefined;
      const [owner, [item, ...rest]] = first;
      // Behind the others again.
      waiting.delete(owner);
      keep(owner, rest);
      return item;
    },
    order() {
      const owners = [...waiting.values()];
      const rounds = Math.max(0, ...owners.map((items) => items.length));
      return Array.from({ length: rounds }, (_, round) =>
        owners.flatMap((items) => items.slice(round, round + 1)),
      ).flat();
    },
  };
}
