import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { endCalls } from '@/lib/domain/generation/end-calls';
import type { AssistantMessage, MessagePart } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import { DEFAULT_MAX_OUTPUT_TOKENS } from '@/lib/domain/prompt/clamp-output-tokens';
import { storableText } from '@/lib/domain/storable-text';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { MAX_ATTACHMENTS_PER_MESSAGE, MAX_TEXT_CHARACTERS } from '@/lib/protocol/message-limits';
import type { Actor } from '../actor';
import type { NewTurn, StoredTurn } from '../conversation-store/conversation-store';
import { chooseModel } from './choose-model';
import { createChunkLog } from './chunk-log';
import { decideCalls } from './decide-calls';
import type { GenerationDependencies } from './dependencies';
import type { RunningAnswer } from './generation';
import type { Generations } from './generations';
import { replayAnswer } from './replay-answer';

export type StartDependencies = Pick<
  GenerationDependencies,
  'conversations' | 'attachments' | 'connections' | 'toolbox' | 'toolApprovals'
> & { readonly generations: Generations };

/** An answer to be read, running or told again. */
export type StartedAnswer = Pick<RunningAnswer, 'read'> & {
  /** Resolves when this process has nothing left to do for it. */
  readonly ended: Promise<void>;
};

type Submit = Extract<ChatRequest, { trigger: 'submit' }>;
type Resume = Extract<ChatRequest, { trigger: 'resume' }>;

async function toQuestion(actor: Actor, request: Submit, { attachments }: StartDependencies) {
  const { attachmentIds, parentId, idempotencyKey } = request;
  const text = storableText(request.text);
  if (text.length > MAX_TEXT_CHARACTERS) throw new AppError('text-too-long');
  if (text.trim() === '' && attachmentIds.length === 0) throw new AppError('message-empty');
  const surplus = attachmentIds[MAX_ATTACHMENTS_PER_MESSAGE];
  if (surplus) {
    const [attachment] = await attachments.find(actor, [surplus]);
    throw new AppError('image-count', { name: attachment?.name ?? surplus });
  }
  const found = await attachments.find(actor, attachmentIds);
  if (found.length < attachmentIds.length) throw new AppError('attachment-gone');
  return { id: idempotencyKey, parentId, text, attachments: found };
}

/** Parts of the answer that is to be continued, and the question it answers. */
async function readUnfinished(
  actor: Actor,
  request: Exclude<ChatRequest, Submit | Resume>,
  { conversations }: StartDependencies,
): Promise<AssistantMessage> {
  const tree = await conversations.read(actor, request.conversationId);
  const message = tree?.messages.find(({ id }) => id === request.parentId);
  if (message?.role !== 'assistant' || message.parentId === null) throw new AppError('not-found');
  return message;
}

/** What is stored for a request before the upstream is called. */
async function toTurn(
  actor: Actor,
  request: Exclude<ChatRequest, Resume>,
  model: ModelDescriptor,
  dependencies: StartDependencies,
): Promise<NewTurn> {
  const call = {
    modelId: model.id,
    modelName: model.name,
    connectionLabel: model.connectionLabel,
    isDemo: model.isDemo,
    temperature: model.defaultTemperature,
    maxOutputTokens: DEFAULT_MAX_OUTPUT_TOKENS,
    omissions: [],
    imageLimit: imageLimitOf(model),
    timeZone: request.timeZone,
  };
  const { conversationId, idempotencyKey, isTemporary } = request;
  const shared = { conversationId, isTemporary, idempotencyKey, call };
  const none: MessagePart[] = [];
  if (request.trigger === 'submit') {
    const question = await toQuestion(actor, request, dependencies);
    return { ...shared, settings: request.settings, question, initialParts: none };
  }
  if (request.trigger === 'regenerate') {
    return { ...shared, question: { answerTo: request.parentId }, initialParts: none };
  }
  const unfinished = await readUnfinished(actor, request, dependencies);
  if (unfinished.parentId === null) throw new AppError('not-found');
  const initialParts = endCalls(unfinished.parts);
  return { ...shared, question: { answerTo: unfinished.parentId }, initialParts };
}

/** The model that answers, and how to store the turn. */
async function prepareTurn(
  actor: Actor,
  request: ChatRequest,
  dependencies: StartDependencies,
): Promise<{ model: ModelDescriptor; store: () => Promise<StoredTurn> }> {
  const { connections, conversations } = dependencies;
  if (request.trigger === 'resume') {
    const { modelId, turn, keep } = await decideCalls(dependencies, actor, request);
    const model = await chooseModel(connections, request.options?.modelId ?? modelId);
    const store = async () => {
      await keep();
      return conversations.resumeTurn(actor, turn);
    };
    return { model, store };
  }
  const model = await chooseModel(connections, request.options?.modelId);
  const turn = await toTurn(actor, request, model, dependencies);
  return { model, store: () => conversations.addTurn(actor, turn) };
}

/** A turn nobody runs any more, with its end: it may have ended since it was looked for. */
async function readEnd(
  actor: Actor,
  { idempotencyKey }: ChatRequest,
  turn: StoredTurn,
  conversations: StartDependencies['conversations'],
): Promise<StoredTurn> {
  if (turn.answer.status !== 'streaming') return turn;
  const ended = (await conversations.findTurn(actor, idempotencyKey)) ?? turn;
  if (ended.answer.status !== 'streaming') return ended;
  return { ...ended, answer: { ...ended.answer, status: 'cut' } };
}

/** The stream of a send that was made before: of the run itself, or told again from the store. */
async function findEarlier(
  actor: Actor,
  request: ChatRequest,
  { conversations, generations }: StartDependencies,
): Promise<StartedAnswer | null> {
  const turn = await conversations.findTurn(actor, request.idempotencyKey);
  if (!turn) return null;
  const local = generations.local(turn.generationId);
  if (local) return local;
  const running = await generations.running(actor, turn.conversationId);
  const answer =
    running.find(({ id }) => id === turn.generationId) ??
    replayAnswer(
      await readEnd(actor, request, turn, conversations),
      createChunkLog(turn.generationId),
    );
  return { read: answer.read, ended: Promise.resolve() };
}

const isConflict = (error: unknown) => error instanceof AppError && error.code === 'conflict';

/**
 * Answers one user turn: stores the question and its empty answer, then starts a generation that lives
 * on its own.
 *
 * @returns The answer's stream; the same one for the same send.
 * @throws AppError before anything is stored: `message-empty`, `text-too-long`, `image-count`,
 * `attachment-gone`, `model-unknown`, `not-found`, `conflict`, `shutting-down`; of a server whose models are not
 * known, why it cannot be asked.
 */
export async function startGeneration(
  dependencies: StartDependencies,
  actor: Actor,
  request: ChatRequest,
  requestId: string,
): Promise<StartedAnswer> {
  const { generations } = dependencies;
  const earlier = await findEarlier(actor, request, dependencies);
  if (earlier) return earlier;
  const { store, model } = await prepareTurn(actor, request, dependencies);
  const { timeZone, trigger } = request;
  const isContinuation = trigger === 'continue';
  // Asked last: an upstream that lists its models slowly must not keep an ending process.
  return generations.whileAccepting(async () => {
    let turn: StoredTurn;
    try {
      turn = await store();
    } catch (error) {
      // The same send may have come twice at once; the second one follows the first.
      const sameSend = isConflict(error) ? await findEarlier(actor, request, dependencies) : null;
      if (sameSend) return sameSend;
      throw error;
    }
    return generations.start({ actor, turn, model, timeZone, isContinuation, requestId });
  });
}
