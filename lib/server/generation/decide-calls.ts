import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { AssistantMessage, MessagePart, ToolPart } from '@/lib/domain/message';
import type { ApprovalScope, CallDecision } from '@/lib/domain/tool/tool-choice';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import type { Actor } from '../actor';
import type { ResumedTurn } from '../conversation-store/conversation-store';
import { keepRule } from '../tools/tool-rules';
import type { GenerationDependencies } from './dependencies';

type Dependencies = Pick<GenerationDependencies, 'conversations' | 'toolbox' | 'toolApprovals'>;
type Resume = Extract<ChatRequest, { trigger: 'resume' }>;

/** A call as it was decided; what is allowed runs next. */
function settle(call: ToolPart, decision: CallDecision | undefined): ToolPart {
  if (call.state !== 'approval' && call.state !== 'reply') return call;
  if (!decision) throw new AppError('request-invalid');
  if (decision.type === 'deny') return { ...call, state: 'denied' };
  if (call.state === 'reply' && decision.type === 'reply') {
    return {
      ...call,
      state: 'done',
      output: { text: decision.text, isError: false, ms: 0, images: [] },
    };
  }
  if (call.state === 'approval' && decision.type === 'allow') return { ...call, state: 'running' };
  throw new AppError('request-invalid');
}

type KeptDecision = Extract<CallDecision, { type: 'allow' }> & {
  readonly scope: Exclude<ApprovalScope, 'once'>;
};

/** Whether a decision holds for more than its call. */
const isKept = (decision: CallDecision): decision is KeptDecision =>
  decision.type === 'allow' && decision.scope !== 'once';

/** Keeps what a person allowed for more than one call. */
async function keepApprovals(
  { toolbox, toolApprovals }: Dependencies,
  actor: Actor,
  { answer, toolKeys }: { readonly answer: AssistantMessage; readonly toolKeys: readonly string[] },
  decisions: readonly CallDecision[],
): Promise<void> {
  const { conversationId } = answer;
  if (!decisions.some(isKept)) return;
  const tools = await toolbox.choose(actor, toolKeys);
  for (const decision of decisions) {
    if (!isKept(decision)) continue;
    const isMeant = (part: MessagePart) =>
      part.type === 'tool' && part.state === 'approval' && part.callId === decision.callId;
    const call = answer.parts.find(isMeant);
    const tool = tools.find(
      ({ definition }) => call?.type === 'tool' && definition.name === call.name,
    );
    if (!tool) continue;
    await keepRule(toolApprovals, actor, { tool, conversationId, rule: decision.scope });
  }
}

/** What is decided of an answer that waits. */
type DecidedTurn = {
  readonly modelId: AssistantMessage['call']['modelId'];
  readonly turn: ResumedTurn;
  /** Stores what holds for more than this answer. */
  keep(): Promise<void>;
};

/**
 * Reads an answer that waits, with what the person decided about each of its calls. What the calls are
 * comes from the store, never from the request.
 *
 * @throws AppError `not-found`; `conflict` when it does not wait (any more); `request-invalid` when a call
 * that waits is not decided, or not so that it can be done.
 */
export async function decideCalls(
  dependencies: Dependencies,
  actor: Actor,
  { conversationId, parentId: messageId, decisions, idempotencyKey }: Resume,
): Promise<DecidedTurn> {
  const tree = await dependencies.conversations.read(actor, conversationId);
  const answer = tree?.messages.find(({ id }) => id === messageId);
  if (!tree || answer?.role !== 'assistant') throw new AppError('not-found');
  if (answer.status !== 'waiting') throw new AppError('conflict');
  const byCall = new Map(decisions.map((decision) => [decision.callId, decision]));
  const parts = answer.parts.map(
    (part): MessagePart => (part.type === 'tool' ? settle(part, byCall.get(part.callId)) : part),
  );
  const toolKeys = tree.conversation.settings.tools ?? [];
  return {
    keep: () => keepApprovals(dependencies, actor, { answer, toolKeys }, decisions),
    modelId: answer.call.modelId,
    turn: { conversationId, messageId, parts, idempotencyKey },
  };
}
