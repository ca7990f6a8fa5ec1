import { randomUUID } from 'node:crypto';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import type { Context } from '@/lib/server/context';
import type { NewTurn, StoredTurn } from '@/lib/server/conversation-store/conversation-store';
import { createRandom } from '../../fixtures/random';
import { type Spread, spreadOf } from '../../load/statistics';
import { CALL } from './call';
import { drawRareWord, makeText, wordOf } from './vocabulary';

export type Measured = {
  readonly what: string;
  readonly count: number;
  readonly milliseconds: Spread;
};

const PAGE = 100;
const ROUNDS = 200;
const WARM_UP = 10;
const PROBE_MS = 10;

/** Does something again and again and takes the time of each. */
async function measure(
  what: string,
  act: (index: number) => Promise<unknown>,
  count = ROUNDS,
): Promise<Measured> {
  const times: number[] = [];
  for (let index = 0; index < count + WARM_UP; index += 1) {
    const startedAt = performance.now();
    await act(index);
    if (index >= WARM_UP) times.push(performance.now() - startedAt);
  }
  return { what, count, milliseconds: spreadOf(times) };
}

/** How late a timer of this process is, which is how late a stream's token would be. */
function probeLag(): () => number[] {
  const lags: number[] = [];
  let due = performance.now() + PROBE_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(Math.max(0, now - due));
    due = now + PROBE_MS;
  }, PROBE_MS);
  return () => {
    clearInterval(timer);
    return lags;
  };
}

const turnIn = (
  conversationId: ConversationId | null,
  parentId: MessageId | null,
  text: string,
): NewTurn => {
  const id = asId<MessageId>(randomUUID());
  const question = { id, parentId, text, attachments: [] };
  return { conversationId, question, call: CALL, initialParts: [], idempotencyKey: id };
};

/** Turns in a conversation of their own, which is deleted at the end: the store stays as it was. */
async function measureTurns({ conversations }: Context, random: () => number): Promise<Measured[]> {
  const stored: StoredTurn[] = [];
  const added = await measure('add a turn', async () => {
    const last = stored.at(-1);
    const place = [last?.conversationId ?? null, last?.answer.id ?? null] as const;
    stored.push(await conversations.addTurn(LOCAL_ACTOR, turnIn(...place, makeText(random))));
  });
  const saved = await measure('save an answer', async (index) => {
    const answer = stored[index]?.answer;
    if (!answer) throw new Error('each answer was added before');
    const parts = [{ type: 'text', text: makeText(random, 300) }] as const;
    await conversations.saveAnswer(LOCAL_ACTOR, answer.id, {
      parts,
      status: 'done',
      finishReason: 'stop',
    });
  });
  const [first] = stored;
  if (first) await conversations.remove(LOCAL_ACTOR, first.conversationId);
  return [added, saved];
}

async function measureReads({ conversations }: Context): Promise<Measured[]> {
  const list = (before: Parameters<typeof conversations.list>[1]['before']) =>
    conversations.list(LOCAL_ACTOR, { before, limit: PAGE });
  const newest = await list(null);
  let place = newest.at(-1) ?? null;
  return [
    await measure('list the newest', () => list(null)),
    await measure('list further down', async () => {
      const page = await list(place);
      place = page.at(-1) ?? newest.at(-1) ?? null;
    }),
    await measure('open a conversation', async (index) => {
      const id = newest[index % newest.length]?.id;
      const tree = id && (await conversations.read(LOCAL_ACTOR, id));
      if (!tree) throw new Error('what was listed is there');
    }),
  ];
}

async function measureSearches({ search }: Context, random: () => number): Promise<Measured[]> {
  const find = async (text: string) => {
    const { hits } = await search.search(LOCAL_ACTOR, text, { before: null, limit: 20 });
    return hits.length;
  };
  let found = 0;
  const rare = await measure('search a rare word', async () => {
    found += await find(drawRareWord(random));
  });
  // Nothing is fast that finds nothing.
  if (found < ROUNDS) throw new Error(`${found} hits of ${ROUNDS} searches: the index is empty`);
  return [
    rare,
    await measure('search two rare words', () =>
      find(`${drawRareWord(random)} ${drawRareWord(random)}`),
    ),
    await measure('search the most frequent word', () => find(wordOf(1)), ROUNDS / 10),
  ];
}

/** Measures a store through the ports that the product uses; the lag is taken while it is searched. */
export async function measureStore(context: Context) {
  const random = createRandom(7);
  const reads = await measureReads(context);
  const turns = await measureTurns(context, random);
  const endProbe = probeLag();
  const searches = await measureSearches(context, random);
  const lag = endProbe();
  return { rows: [...reads, ...turns, ...searches], lagWhileSearching: spreadOf(lag) };
}
