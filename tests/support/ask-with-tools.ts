import { randomUUID } from 'node:crypto';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { asId, type MessageId } from '@/lib/domain/ids';
import type { ToolPart } from '@/lib/domain/message';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { type FakeCall, FakeProvider } from './fake-provider';
import { type FakeTool, toolboxOf } from './fake-tools';
import { modelOf } from './messages';
import { sendTurn } from './send-turn';
import { openTestContext } from './test-context';
import { submitOf } from './turn-requests';

type Started = Awaited<ReturnType<typeof begin>>;

/** A question in a conversation that has these tools, and the upstream call that it makes. */
export const begin = (...tools: FakeTool[]) => beginWith({}, ...tools);

/** The same, with other settings too, and a model of another window. */
export async function beginWith(
  { contextWindow, ...chosen }: Partial<ConversationSettings> & { contextWindow?: number },
  ...tools: FakeTool[]
) {
  const model = modelOf(contextWindow === undefined ? {} : { contextWindow });
  const toolbox = toolboxOf(...tools);
  const opened = await openTestContext({}, new FakeProvider([model]), { toolbox });
  const keys = tools.map(({ key }) => key);
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: keys, ...chosen };
  const turn = await sendTurn(opened.context, submitOf({ text: 'Do it', settings }));
  return { ...opened, turn, call: await opened.provider.nextCall() };
}

/** A call as a model writes it. */
export const toolCallOf = (name: string, value: string, id = `${name}-${value}`) => ({
  id,
  name,
  arguments: JSON.stringify({ value }),
});

/** The stored calls of an answer. */
export const callsOf = async ({ turn }: Pick<Started, 'turn'>) =>
  (await turn.stored()).parts.filter((part): part is ToolPart => part.type === 'tool');

/** What goes on with an answer that waits. */
export function resumeOf({ turn }: Pick<Started, 'turn'>, decisions: CallDecision[]): ChatRequest {
  const { conversationId, answerId: parentId } = turn;
  const idempotencyKey = asId<MessageId>(randomUUID());
  return {
    trigger: 'resume',
    conversationId,
    parentId,
    decisions,
    timeZone: 'UTC',
    idempotencyKey,
  };
}

/** The messages of a call behind the question. */
export const toldIn = ({ request }: FakeCall) => request.prompt.messages.slice(2);
