import type { ChunkMetadata } from './chunk';

function merge<Fields extends object>(
  earlier: Fields | undefined,
  later: Fields | undefined,
): Fields | undefined {
  if (!earlier || !later) return later ?? earlier;
  const said = Object.entries(later).filter(([, value]) => value !== undefined);
  return { ...earlier, ...Object.fromEntries(said) };
}

/**
 * Facts of an answer after later ones came, as the AI SDK merges them in the browser: field by field,
 * also inside `call`, `usage` and `timing`; what a later one leaves out stays.
 */
export function mergeMetadata(earlier: ChunkMetadata, later: ChunkMetadata): ChunkMetadata {
  return {
    ...merge(earlier, later),
    call: merge(earlier.call, later.call),
    usage: merge(earlier.usage, later.usage),
    timing: merge(earlier.timing, later.timing),
  };
}
