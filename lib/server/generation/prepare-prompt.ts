import 'server-only';
import { pathTo } from '@/lib/domain/conversation/message-tree';
import { AppError } from '@/lib/domain/errors/app-error';
import type { CallGeneration } from '@/lib/domain/generation/generation-choice';
import { lastStepOf } from '@/lib/domain/generation/replaced-text';
import { type Summary, textOf } from '@/lib/domain/message';
import type { AssembledPrompt } from '@/lib/domain/prompt/assembled-prompt';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import type { Prompt, ToolDefinition } from '@/lib/domain/prompt/prompt';
import type { StoredTree } from '../conversation-store/conversation-store';
import type { Provider } from '../provider/provider';
import { type AssembledTurn, assembleTurn } from './assemble-turn';
import type { GenerationDependencies } from './dependencies';
import type { Run } from './run';
import { summarise } from './summarise';

const CONTINUATION =
  'Continue your last answer exactly where it ended. Do not repeat any of it and do not comment on it.';

/** What a prompt of a run is made for. */
export type PreparedSubject = {
  readonly run: Run;
  readonly tree: StoredTree;
  /** What the model may call. */
  readonly tools: readonly ToolDefinition[];
};

/**
 * What is sent of the answer that is being written: what came of calls, and where the rest is asked for, all
 * of it. A last step that has not got beyond its thoughts, or is tried once more, begins anew.
 */
function begunOf({ turn, isContinuation, writer }: Run) {
  const { parts } = writer.answer();
  const last = lastStepOf(parts);
  const isBegun = isContinuation && textOf({ parts: last }).trim() !== '';
  const sent = isBegun ? parts : parts.slice(0, parts.length - last.length);
  const goesOn = isBegun || sent.some(({ type }) => type === 'tool');
  return { isBegun, begun: goesOn ? [{ ...turn.answer, parts: sent }] : [] };
}

function turnOf({ run, tree, tools }: PreparedSubject): AssembledTurn {
  const { turn, model, timeZone, writer } = run;
  const { isBegun, begun } = begunOf(run);
  // Asked for with fewer pictures, the run has its summary already.
  const { summary } = writer.answer().metadata.call ?? {};
  return {
    ...tree,
    branch: [...pathTo(tree.messages, turn.answer.parentId), ...begun],
    model,
    timeZone,
    tools,
    continuation: isBegun ? CONTINUATION : undefined,
    summary: summary?.text ? summary : undefined,
  };
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
  const settings = {
    temperature,
    ...limits,
    ...chosenOf(generation),
    format: prompt.responseFormat?.type,
    tools: prompt.tools?.map(({ name }) => name),
  };
  const facts = { ...settings, omissions, estimate, summary };
  writer.write({
    type: 'message-metadata',
    messageMetadata: { call: { ...(writer.answer().metadata.call ?? turn.answer.call), ...facts } },
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
  subject: PreparedSubject,
  dependencies: GenerationDependencies,
  provider: Provider,
): Promise<Prompt> {
  const { run } = subject;
  const turn = turnOf(subject);
  const first = await assembleTurn(dependencies, run.actor, turn);
  tellCall(run, first);
  if (first.excessTokens > 0 && turn.conversation.settings.contextStrategy === 'stop') {
    throw new AppError('context-full');
  }
  return prepareBySummary(run, dependencies, { turn, first, provider });
}
