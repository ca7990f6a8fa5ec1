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

/** Messages below the same parent, oldest first, the message itself among them. */
export function siblingsOf<Message extends Node>(
  messages: readonly Message[],
  parentId: MessageId | null,
): Message[] {
  return messages.filter((message) => message.parentId === parentId).sort(byPosition);
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
