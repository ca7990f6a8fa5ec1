import { setTimeout as wait } from 'node:timers/promises';
import { ChatClient, type OpenTurn, textOf } from '@/tests/support/chat-client';
import { type RunningApp, startApp } from '@/tests/support/start-app';
import { submitOf } from '@/tests/support/turn-requests';
import { endApp } from './end-app';

/** Half of the answers end while the app waits for them, half would go on for minutes. */
const PLANS = ['[tokens=300 rate=50]', '[tokens=4000 rate=20]'] as const;
const BEFORE_SIGNAL_MS = 1_500;
const INTO_DRAIN_MS = 500;
const LAST_CHUNKS: ReadonlySet<string> = new Set(['finish', 'abort', 'error']);

export type TerminationOptions = {
  readonly env: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly streams: number;
};

/** One turn, read to whatever end it has. */
type Following = { turn: OpenTurn; ended: Promise<unknown> };

async function openStreams(client: ChatClient, streams: number): Promise<Following[]> {
  return Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      const turn = await client.send(submitOf({ text: `Write ${PLANS[index % PLANS.length]}` }));
      // How it ended is read from what came.
      return { turn, ended: turn.reader.rest().catch(() => undefined) };
    }),
  );
}

const hasEnd = ({ turn: { reader } }: Following): boolean =>
  reader.isComplete && LAST_CHUNKS.has(reader.chunks.at(-1)?.chunk.type ?? '');

/** Whether an answer is stored with an end, as it was seen. */
async function isStored(client: ChatClient, { turn }: Following): Promise<boolean> {
  const tree = await client.read(turn.conversationId);
  const answer = tree?.messages.find(({ id }) => id === turn.answerId);
  return (
    answer !== undefined && answer.status !== 'streaming' && textOf(answer) === turn.reader.text
  );
}

async function countMissing(client: ChatClient, followings: readonly Following[]): Promise<number> {
  let missing = 0;
  for (const following of followings) if (!(await isStored(client, following))) missing += 1;
  return missing;
}

/** Whether an app that is ending still takes a question. */
async function takesQuestions(client: ChatClient): Promise<boolean> {
  // No connection is a refusal too.
  const status = await client.statusOf(submitOf({})).catch(() => 503);
  return status < 400;
}

async function terminate(app: RunningApp, { env, streams }: TerminationOptions) {
  const client = new ChatClient(app.url);
  const followings = await openStreams(client, streams);
  await wait(BEFORE_SIGNAL_MS);
  const ending = endApp(app, 'SIGTERM');
  await wait(INTO_DRAIN_MS);
  const tookQuestion = await takesQuestions(client);
  const { seconds, ending: how } = await ending;
  await Promise.all(followings.map(({ ended }) => ended));
  const startedAt = performance.now();
  const next = await startApp({ env });
  const readySeconds = (performance.now() - startedAt) / 1000;
  const round = {
    streams,
    withoutEnd: followings.filter((each) => !hasEnd(each)).length,
    notStored: await countMissing(new ChatClient(next.url), followings),
    tookQuestion,
    exitSeconds: seconds,
    exit: how,
    readySeconds,
  };
  return { next, round };
}

/** Asks the app to end under load, again and again, and looks at every stream's end. */
export async function runTerminations(options: TerminationOptions) {
  const rounds: Awaited<ReturnType<typeof terminate>>['round'][] = [];
  let app = await startApp({ env: options.env });
  for (let count = 1; count <= options.rounds; count += 1) {
    const { next, round } = await terminate(app, options);
    app = next;
    rounds.push(round);
    console.log(`round ${count}: ${JSON.stringify(round)}`);
  }
  await app.stop();
  return rounds;
}
