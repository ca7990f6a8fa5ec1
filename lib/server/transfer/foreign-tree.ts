import 'server-only';
import type { AnswerCall, AssistantMessage } from '@/lib/domain/message';
import { storableText } from '@/lib/domain/storable-text';
import { connectTree } from '@/lib/domain/transfer/connect-tree';
import type {
  ImportedConversation,
  ImportedMessage,
  ImportedPart,
} from '@/lib/domain/transfer/imported-conversation';

/** Longest foreign id that is looked at. */
const MAX_ID_CHARACTERS = 200;

/** A node of a foreign tree; one without parts has nothing to show. */
export type ForeignNode = {
  readonly key: string;
  readonly parentKey: string | null;
  readonly role: 'user' | 'assistant';
  readonly parts: readonly ImportedPart[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly answer: Pick<AssistantMessage, 'status' | 'finishReason' | 'usage'> & {
    readonly modelName: string;
  };
};

type ForeignTree = Pick<ImportedConversation, 'importKey' | 'title' | 'createdAt' | 'updatedAt'> & {
  readonly pinned?: boolean;
  readonly archived?: boolean;
  readonly connectionLabel: string;
  readonly nodes: readonly ForeignNode[];
  readonly currentKey: string | null;
};

/** What is known of how a foreign answer was made: only who wrote it. */
function callOf(connectionLabel: string, modelName: string): AnswerCall {
  return { modelName, connectionLabel, isDemo: false, omissions: [] };
}

function toMessage(node: ForeignNode, connectionLabel: string): ImportedMessage {
  const { key, parentKey, parts, createdAt } = node;
  const base = { key, parentKey, parts, createdAt };
  if (node.role === 'user') return { ...base, role: 'user' };
  const { modelName, ...answer } = node.answer;
  const call = callOf(connectionLabel, modelName);
  return { ...base, role: 'assistant', answer: { ...answer, call } };
}

/** The newest leaf below a message. `messages` come parents first, siblings oldest first. */
function leafBelow(messages: readonly ImportedMessage[], key: string): string {
  const newest = new Map(messages.map((message) => [message.parentKey, message.key]));
  let leaf = key;
  for (let child = newest.get(leaf); child !== undefined; child = newest.get(leaf)) leaf = child;
  return leaf;
}

/** Makes a conversation of ours of a foreign tree: turns alternate, the branch in view stays in view. */
export function toConversation(tree: ForeignTree): ImportedConversation {
  const { nodes, currentKey, connectionLabel, pinned = false, archived = false, ...facts } = tree;
  const order = { pinned: pinned && !archived, archived, folder: null, isUnread: false };
  const { messages, standsFor } = connectTree(nodes);
  const shown = currentKey === null ? null : (standsFor.get(currentKey) ?? null);
  const imported = messages.map((node) => toMessage(node, connectionLabel));
  const start = shown ?? imported.at(-1)?.key ?? null;
  const headKey = start === null ? null : leafBelow(imported, start);
  return { ...facts, headKey, version: 1, order, messages: imported };
}

/** What a conversation of another program is known by. */
export function toImportKey(source: string, id: string | undefined): string {
  return `${source}:${storableText(id ?? '').slice(0, MAX_ID_CHARACTERS)}`;
}

/** Seconds since 1970, as both foreign formats count, in milliseconds; `otherwise` where there are none. */
export function toMilliseconds(seconds: number | null | undefined, otherwise: number): number {
  const isTime = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
  // Some versions wrote milliseconds, some nanoseconds.
  if (!isTime) return otherwise;
  if (seconds > 1e17) return Math.round(seconds / 1e6);
  return Math.round(seconds > 1e11 ? seconds : seconds * 1000);
}
