import 'server-only';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import type { AnswerCall } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import type { Actor } from '../actor';
import type { WrittenBody } from '../provider/provider';
import { assembleTurn } from './assemble-turn';
import { chooseModel } from './choose-model';
import type { GenerationDependencies } from './dependencies';

type Dependencies = Pick<
  GenerationDependencies,
  'conversations' | 'attachments' | 'connections' | 'toolbox'
> &
  Parameters<typeof assembleTurn>[0];

/** A turn by its answer. */
export type TurnOfAnswer = {
  readonly conversationId: ConversationId;
  /** The newest one where none is named. */
  readonly answerId?: MessageId | undefined;
  /** IANA name; used where the answer does not know its own. */
  readonly timeZone: string;
};

export type TurnRequest = WrittenBody & {
  readonly model: ModelDescriptor;
  readonly prompt: Prompt;
};

/**
 * How a conversation's answers are made, with what a call remembers in the place of what holds now. Of a form
 * only its kind is remembered: where the conversation has another one now, there is none.
 */
function settingsOfCall(settings: ConversationSettings, call: AnswerCall): ConversationSettings {
  const { temperature, maxOutputTokens, format } = call;
  const { generation: { thinks } = {}, responseFormat: current, ...rest } = settings;
  const sameKind = format === current?.type ? current : undefined;
  return {
    ...rest,
    generation: { ...call.generation, temperature, maxOutputTokens, thinks },
    responseFormat: format === 'json' ? { type: format } : sameKind,
  };
}

/**
 * The first request of a turn, assembled and written by the rules of a run: with the model, the sampling, the
 * tools, the form and the day of its answer, and with what else holds for the conversation now. No model is asked.
 *
 * @throws AppError `not-found`, also for a message that is no answer; `model-unknown` where its model is
 * not offered any more.
 */
export async function requestOfTurn(
  dependencies: Dependencies,
  actor: Actor,
  { conversationId, answerId, timeZone }: TurnOfAnswer,
): Promise<TurnRequest> {
  const { conversations, attachments, connections } = dependencies;
  const tree = await conversations.read(actor, conversationId);
  const wantedId = answerId ?? tree?.conversation.headId;
  const answer = tree?.messages.find(({ id }) => id === wantedId);
  if (!tree || answer?.role !== 'assistant') throw new AppError('not-found');
  const { call, createdAt: askedAt } = answer;
  const model = await chooseModel(connections, call.modelId);
  const provider = connections.provider(model.connectionId);
  if (!provider) throw new AppError('model-unknown');
  const settings = settingsOfCall(tree.conversation.settings, call);
  const { tools: names = [] } = call;
  const tools = names.length > 0 ? await dependencies.toolbox.list(actor) : [];
  const { prompt } = await assembleTurn(dependencies, actor, {
    conversation: { settings },
    messages: tree.messages,
    branch: pathTo(tree.messages, answer.parentId),
    model,
    tools: tools.map(({ definition }) => definition).filter(({ name }) => names.includes(name)),
    timeZone: call.timeZone ?? timeZone,
    askedAt,
    summary: call.summary?.text ? call.summary : undefined,
  });
  const loadImage = attachments.readForUpstream.bind(attachments, actor);
  const written = await provider.writeBody({ model, prompt, loadImage });
  return { ...written, model, prompt };
}
