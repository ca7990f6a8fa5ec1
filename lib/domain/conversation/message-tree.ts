import type { MessageId } from '../ids';

/** What the tree needs to know of a message. */
type Node = {
  readonly id: MessageId;
  readonly parentId: MessageId | null;
  readonly position: number;
};

const byPosition = (left: Node, right: Node) => left.position - right.position;

/**
 * Messages from the root to one of them, oldest first.
 *
 * @returns Empty when there is no such message.
 */
export function pathTo<Message extends Node>(
  messages: readonly Message[],
  id: MessageId | null,
): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const path: Message[] = [];
  let current = id === null ? undefined : byId.get(id);
  // A damaged tree may hold a circle: a path is never longer than the tree.
  while (current && path.length < messages.length) {
    path.push(current);
    current = current.parentId === null ? undefined : byId.get(current.parentId);
  }
  return path.reverse();
}

/** Ids of the messages below each parent (`null` for first ones), oldest first. */
export type SiblingIndex = ReadonlyMap<MessageId | null, readonly MessageId[]>;

/** Finds all siblings of a tree in one pass, so that a long branch can ask for each of its messages. */
export function indexSiblings(messages: readonly Node[]): SiblingIndex {
  const index = new Map<MessageId | null, MessageId[]>();
  for (const { id, parentId } of [...messages].sort(byPosition)) {
    const siblings = index.get(parentId);
    if (siblings) siblings.push(id);
    else index.set(parentId, [id]);
  }
  return index;
}

/** The leaf one comes to from a message by always taking the newest child: what arrows lead to. */
export function newestLeafBelow(messages: readonly Node[], id: MessageId): MessageId {
  const newestChild = new Map<MessageId, Node>();
  for (const message of messages) {
    if (message.parentId === null) continue;
    const known = newestChild.get(message.parentId);
    if (!known || known.position < message.position) newestChild.set(message.parentId, message);
  }
  let leaf = id;
  for (let steps = 0; steps < messages.length; steps += 1) {
    const child = newestChild.get(leaf);
    if (!child) break;
    leaf = child.id;
  }
  return leaf;
}
