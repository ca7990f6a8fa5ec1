import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Attachment } from '@/lib/domain/attachment';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import {
  type AttachmentId,
  asId,
  type ConversationId,
  type MessageId,
  type ModelId,
} from '@/lib/domain/ids';
import type { MessagePart, UserMessage } from '@/lib/domain/message';
import type { Actor } from '../actor';
import type { StoredTree } from '../conversation-store/conversation-store';
import { assembleTurn } from './assemble-turn';
import { chooseModel } from './choose-model';
import type { GenerationDependencies } from './dependencies';

type Dependencies = Pick<
  GenerationDependencies,
  'conversations' | 'attachments' | 'connections' | 'toolbox'
> &
  Parameters<typeof assembleTurn>[0];

/** The send that is previewed. */
export type PreviewedSend = {
  readonly conversationId: ConversationId;
  /** The first one offered where none is named. */
  readonly modelId?: ModelId | undefined;
  /** IANA name. */
  readonly timeZone: string;
  /** Message that the question follows; the head where there is no such message. */
  readonly leafId?: MessageId | undefined;
  /** Pictures of the question; those that are not there are left out. */
  readonly attachmentIds: readonly AttachmentId[];
  /** Words of the question. */
  readonly text: string;
};

/** The branch from its root to the end that a question would follow. */
function branchOf({ conversation, messages }: StoredTree, leafId: MessageId | undefined) {
  const branch = pathTo(messages, leafId ?? null);
  return branch.length > 0 ? branch : pathTo(messages, conversation.headId);
}

function questionAfter(
  { conversation, messages }: StoredTree,
  parentId: MessageId | null,
  text: string,
  attachments: readonly Attachment[],
): UserMessage {
  const files = attachments.map((attachment): MessagePart => ({ type: 'file', attachment }));
  return {
    id: asId<MessageId>(randomUUID()),
    conversationId: conversation.id,
    parentId,
    role: 'user',
    status: 'done',
    parts: [...files, { type: 'text', text }],
    createdAt: Date.now(),
    position: messages.length,
  };
}

/**
 * Assembles what a send would be made of, by the rules of a real one. Nothing is stored and nobody is
 * asked.
 *
 * @returns The prompt, and the branch it was made of with the question at its end.
 * @throws AppError `not-found`, and as `chooseModel` does.
 */
export async function previewPrompt(dependencies: Dependencies, actor: Actor, send: PreviewedSend) {
  const { conversations, attachments, connections, toolbox } = dependencies;
  const tree = await conversations.read(actor, send.conversationId);
  if (!tree) throw new AppError('not-found');
  const model = await chooseModel(connections, send.modelId);
  const history = branchOf(tree, send.leafId);
  const pictures = await attachments.find(actor, send.attachmentIds);
  const question = questionAfter(tree, history.at(-1)?.id ?? null, send.text, pictures);
  const branch = [...history, question];
  const { conversation } = tree;
  const chosen = await toolbox.choose(actor, conversation.settings.tools ?? []);
  const tools = chosen.map(({ definition }) => definition);
  const turn = { ...tree, branch, model, timeZone: send.timeZone, tools };
  const assembled = await assembleTurn(dependencies, actor, turn);
  return { assembled, branch, question, model, conversation };
}
