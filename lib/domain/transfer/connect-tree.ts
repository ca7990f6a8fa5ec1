type Node = { readonly key: string; readonly parentKey: string | null; readonly createdAt: number };

/** Nodes in the order they were made, but none before its parent; a circle is cut, a lost parent is none. */
export function parentsFirst<Each extends Node>(nodes: readonly Each[]): Each[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const placed = new Map<string, Each>();
  const inOrder = [...byKey.values()].sort((left, right) => left.createdAt - right.createdAt);
  for (const node of inOrder) {
    const climbed: Each[] = [];
    const seen = new Set<string>();
    let current: Each | undefined = node;
    while (current && !placed.has(current.key) && !seen.has(current.key)) {
      seen.add(current.key);
      climbed.push(current);
      current = current.parentKey === null ? undefined : byKey.get(current.parentKey);
    }
    for (const each of climbed.reverse()) {
      const hasParent = each.parentKey !== null && placed.has(each.parentKey);
      placed.set(each.key, hasParent ? each : { ...each, parentKey: null });
    }
  }
  return [...placed.values()];
}

/** The nearest ancestor-or-self that is kept, by walking up. `nodes` come parents first. */
function nearestKept(nodes: readonly Node[], isKept: (key: string) => boolean) {
  const nearest = new Map<string, string | null>();
  for (const { key, parentKey } of nodes) {
    const above = parentKey === null ? null : (nearest.get(parentKey) ?? null);
    nearest.set(key, isKept(key) ? key : above);
  }
  return nearest;
}

type Spoken<Part> = Node & {
  readonly role: 'user' | 'assistant';
  readonly parts: readonly Part[];
};

/**
 * Makes a tree of turns out of a foreign tree: what has nothing to show is left out and its children
 * hang on what was above it; of two in a row by the same author the second takes in the first, as an
 * answer that was continued does.
 *
 * @returns Messages, parents first, and for every key of the foreign tree the one that now stands there.
 */
export function connectTree<Part, Each extends Spoken<Part>>(
  nodes: readonly Each[],
): { messages: Each[]; standsFor: ReadonlyMap<string, string | null> } {
  const ordered = parentsFirst(nodes);
  const spoken = new Map(
    ordered.flatMap((node) => (node.parts.length > 0 ? [[node.key, node] as const] : [])),
  );
  const standsFor = new Map(nearestKept(ordered, (key) => spoken.has(key)));
  const joined = new Map<string, Each>();
  const takenInBy = new Map<string, string>();
  const hasReply = new Set<string>();
  for (const node of spoken.values()) {
    const parentKey = node.parentKey === null ? null : (standsFor.get(node.parentKey) ?? null);
    const parent = parentKey === null ? undefined : joined.get(parentKey);
    if (parent && parent.role === node.role) {
      const parts = [...parent.parts, ...node.parts];
      joined.set(node.key, { ...node, parts, parentKey: parent.parentKey });
      takenInBy.set(parent.key, node.key);
    } else {
      joined.set(node.key, { ...node, parentKey });
      if (parentKey !== null) hasReply.add(parentKey);
    }
  }
  const isLeft = (key: string) => !takenInBy.has(key) || hasReply.has(key);
  const follow = (key: string | null): string | null => {
    let current = key;
    while (current !== null && !isLeft(current)) current = takenInBy.get(current) ?? null;
    return current;
  };
  for (const [key, kept] of standsFor) standsFor.set(key, follow(kept));
  return { messages: [...joined.values()].filter(({ key }) => isLeft(key)), standsFor };
}
