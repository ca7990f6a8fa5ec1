import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { StoredTree } from '../conversation-store/conversation-store';
import type { LoadImage, Provider, ProviderEvent } from '../provider/provider';
import { askWithinImageLimit } from './ask-within-image-limit';
import { askerOf } from './asker-of';
import type { RunDependencies } from './dependencies';
import { type Ending, finishAnswer } from './finish-answer';
import { endingByAbort, followStep, type StepEnd, statusOfFailure } from './follow-step';
import { FormJudge } from './form-judge';
import { openToolDesk } from './open-tool-desk';
import { preparePrompt } from './prepare-prompt';
import type { Run } from './run';
import { createStopwatch, type Stopwatch } from './stopwatch';
import { beginTally, countEnding, countRequest, type Tally } from './tally';
import type { ToolDesk } from './tool-desk';

/** How often the server is asked for one answer (fault table U42); whoever continues it has as many again. */
const MAX_STEPS = 8;

const TOOL_LIMIT: Ending = { status: 'done', finishReason: 'tool-calls', note: 'tool-limit' };

/** What all steps of a run share. */
type Course = {
  readonly run: Run;
  readonly dependencies: RunDependencies;
  readonly provider: Provider;
  readonly tree: StoredTree;
  readonly desk: ToolDesk;
  readonly form: FormJudge;
  readonly stopwatch: Stopwatch;
  readonly tally: Tally;
};

/** When a server that takes no more requests may be asked again; `undefined` for other ends. */
function retryTimeOf({ error }: Ending, now: number): number | undefined {
  const seconds = error?.code === 'upstream-rate' ? error.details.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? now + seconds * 1000 : undefined;
}

const loaderOf = ({ actor }: Run, { attachments }: RunDependencies): LoadImage =>
  attachments.readForUpstream.bind(attachments, actor);

const hasNewResults = ({ writer }: Run) => writer.answer().parts.at(-1)?.type === 'tool';

/** Begins a step of its own behind the results of calls. */
function beginStep(run: Run): void {
  if (!hasNewResults(run)) return;
  run.writer.closePart();
  run.writer.write({ type: 'start-step' });
}

/** Asks the server once. */
function ask({ run, dependencies, provider, tree, desk, form, stopwatch, tally }: Course) {
  const asker = askerOf(run, stopwatch.restart);
  const loadImage = loaderOf(run, dependencies);
  const before = { ...tally };
  const send = async (model: ModelDescriptor): Promise<AsyncIterable<ProviderEvent>> => {
    const subject = { run: { ...run, model }, tree, tools: desk.definitions() };
    const prompt = form.extend(await preparePrompt(subject, dependencies, provider));
    countRequest(tally, before, prompt, run.writer);
    // A summary that was needed first is no part of this call.
    stopwatch.restart();
    return provider.stream({ model, prompt, loadImage, asker }, run.signal);
  };
  return form.follow(askWithinImageLimit(run.model, send));
}

/** Has the calls of a step answered; the end of the answer where it is not asked for once more. */
async function answerCalls(
  { run, desk }: Course,
  { ending, calls }: StepEnd,
): Promise<Ending | null> {
  if (calls.length === 0 || ending.status === 'refused') return ending;
  const outcome = await desk.answer(calls, ending.finishReason !== 'length');
  if (run.signal.aborted) return endingByAbort(run.signal);
  if (outcome === 'waiting') return { ...ending, status: 'waiting' };
  // Nothing was offered: there is nothing to be told.
  if (desk.definitions().length === 0) return ending;
  return outcome === 'repeated' ? TOOL_LIMIT : null;
}

/** Asks the server, has tools called and asks again, until the answer is complete or waits. */
async function followUpstream(course: Course): Promise<Ending> {
  const { run, desk, form, stopwatch, tally } = course;
  await desk.runAllowed();
  for (;;) {
    if (run.signal.aborted) return endingByAbort(run.signal);
    if (hasNewResults(run) && tally.requests >= MAX_STEPS)
      return form.judge(TOOL_LIMIT) ?? TOOL_LIMIT;
    beginStep(run);
    const step = await followStep(ask(course), run.writer, stopwatch, run.signal);
    stopwatch.lap();
    countEnding(tally, step.ending);
    const answered = await answerCalls(course, step);
    const ending = answered && form.judge(answered);
    if (ending) return ending;
  }
}

async function runToEnd(
  run: Run,
  dependencies: RunDependencies,
  { stopwatch, tally }: Pick<Course, 'stopwatch' | 'tally'>,
): Promise<Ending> {
  const { actor, turn, model, signal } = run;
  if (signal.aborted) return endingByAbort(signal);
  const provider = dependencies.connections.provider(model.connectionId);
  if (!provider) throw new Error(`no provider for ${model.connectionId}`);
  const tree = await dependencies.conversations.read(actor, turn.conversationId);
  if (!tree) throw new AppError('not-found');
  const desk = await openToolDesk(run, tree, dependencies);
  const form = new FormJudge(run, tree.conversation.settings.responseFormat);
  return followUpstream({ run, dependencies, provider, tree, desk, form, stopwatch, tally });
}

/**
 * Runs a generation from prompt assembly to its stored end: over as many steps as the model calls tools.
 * Failures end the answer.
 *
 * @throws what the store threw when that end could not be stored.
 */
export async function runGeneration(run: Run, dependencies: RunDependencies): Promise<void> {
  const stopwatch = createStopwatch(run.turn.answer.timing);
  const tally = beginTally(run.turn.answer);
  let ending: Ending;
  try {
    ending = await runToEnd(run, dependencies, { stopwatch, tally });
  } catch (cause) {
    ending = { status: statusOfFailure(run.writer), error: toAppError(cause) };
  }
  const retryAt = retryTimeOf(ending, Date.now());
  const whole = { ...ending, usage: tally.usage, note: ending.note ?? tally.note };
  await finishAnswer(run, dependencies, whole, { ...stopwatch.timing(), retryAt });
}
