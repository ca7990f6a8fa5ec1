import 'server-only';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import type { CallGeneration } from '@/lib/domain/generation/generation-choice';
import { type Summary, textOf } from '@/lib/domain/message';
import type { AssembledPrompt } from '@/lib/domain/prompt/assembled-prompt';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import type { Provider } from '../provider/provider';
import { type AssembledTurn, assembleTurn } from './assemble-turn';
import type { GenerationDependencies } from './dependencies';
import type { Run } from './run';
import { summarise } from './summarise';

const CONTINUATION =
  'Continue your last answer exactly where it ended. Do not repeat any of it and do not comment on it.';

async function readTurn(run: Run, { conversations }: GenerationDependencies) {
  const { actor, turn, model, timeZone, isContinuation } = run;
  const tree = await conversations.read(actor, turn.conversationId);
  if (!tree) throw new AppError('not-found');
  const branch = pathTo(tree.messages, turn.answer.parentId);
  // One that has not got beyond its thoughts begins anew: they are never sent back.
  const goesOn = isContinuation && textOf(turn.answer).trim() !== '';
  // Asked for with fewer pictures, the run has its summary already.
  const summary = run.writer.answer().metadata.call?.summary;
  const assembled: AssembledTurn = {
    ...tree,
    branch: goesOn ? [...branch, turn.answer] : branch,
    model,
    timeZone,
    continuation: goesOn ? CONTINUATION : undefined,
    summary: summary?.text ? summary : undefined,
  };
  return assembled;
}

/** What was asked for beside temperature and length; nothing where that is nothing. */
function chosenOf(generation: CallGeneration): { generation?: CallGeneration } {
  const isChosen = Object.values(generation).some((value) => value !== undefined);
  return isChosen ? { generation } : {};
}

/** Tells the reader what the call is made with. */
function tellCall(
  { turn, model, writer }: Run,
  assembled: AssembledPrompt,
  summary?: Summary,
): void {
  const { omissions, estimate, prompt } = assembled;
  const { temperature, maxOutputTokens, ...generation } = prompt.settings;
  const limits = { maxOutputTokens, imageLimit: imageLimitOf(model) };
  const settings = { temperature, ...limits, ...chosenOf(generation) };
  const images = assembled.images.filter(({ state }) => state === 'sent').length;
  const facts = { ...settings, omissions, estimate, summary, images };
  writer.write({
    type: 'message-metadata',
    messageMetadata: { call: { ...turn.answer.call, ...facts } },
  });
}

/** Has the beginning of a conversation summed up first, then assembles again. */
async function prepareBySummary(
  run: Run,
  dependencies: GenerationDependencies,
  job: { turn: AssembledTurn; first: AssembledPrompt; provider: Provider },
): Promise<Prompt> {
  const { turn, first, provider } = job;
  if (first.summaryEnd === null) return first.prompt;
  const started = { throughId: first.summaryEnd, text: '' };
  tellCall(run, first, started);
  const summary = await summarise(run, dependencies, {
    turn,
    provider,
    throughId: started.throughId,
  });
  // What is still too long then, such as the summary itself, loses turns.
  const settings = { ...turn.conversation.settings, contextStrategy: 'drop-oldest' } as const;
  const shorter = { ...turn, conversation: { settings }, summary };
  const assembled = await assembleTurn(dependencies, run.actor, shorter);
  tellCall(run, assembled, summary);
  return assembled.prompt;
}

/**
 * Assembles the prompt of a run and tells the reader what the call is made with. Where the person has
 * chosen that and it is needed, another request comes first, which sums up the beginning.
 *
 * @throws AppError `context-full` where the person wants to be asked before anything is left out; what
 * the request for a summary failed with.
 */
export async function preparePrompt(
  run: Run,
  dependencies: GenerationDependencies,
  provider: Provider,
): Promise<Prompt> {
  const turn = await readTurn(run, dependencies);
  const first = await assembleTurn(dependencies, run.actor, turn);
  tellCall(run, first);
  if (first.excessTokens > 0 && turn.conversation.settings.contextStrategy === 'stop') {
    throw new AppError('context-full');
  }
  return prepareBySummary(run, dependencies, { turn, first, provider });
}
