/** A copy of a list with one item at another place; the others keep their order. Places beyond the ends are the ends. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const moved = items.slice(from, from + 1);
  const place = Math.min(Math.max(to, 0), rest.length);
  return [...rest.slice(0, place), ...moved, ...rest.slice(place)];
}
