type Part = { readonly type: string };

const STEPS = new Set(['step', 'step-start']);
const CALLS = new Set(['tool', 'dynamic-tool']);

/** Where a step begins: behind the last call or the last step before it. */
function beginningOf(parts: readonly Part[], end: number): number {
  return 1 + parts.slice(0, end).findLastIndex(({ type }) => STEPS.has(type) || CALLS.has(type));
}

/**
 * Parts of an answer without the text that a second try replaces: the server was asked once more, and no call
 * stands between. Of messages as they are stored and as `useChat` holds them.
 */
export function withoutReplaced<P extends Part>(parts: readonly P[]): readonly P[] {
  const isReplaced = new Set<P>();
  parts.forEach((step, index) => {
    if (!STEPS.has(step.type)) return;
    for (const part of parts.slice(beginningOf(parts, index), index)) {
      if (part.type === 'text') isReplaced.add(part);
    }
  });
  return isReplaced.size === 0 ? parts : parts.filter((part) => !isReplaced.has(part));
}

/** The parts of the last step: what the model has said after everything it asked for. */
export function lastStepOf<P extends Part>(parts: readonly P[]): readonly P[] {
  return parts.slice(beginningOf(parts, parts.length));
}
