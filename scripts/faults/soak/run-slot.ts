import { setTimeout as wait } from 'node:timers/promises';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import { type ChatClient, type OpenTurn, textOf } from '@/tests/support/chat-client';
import { submitOf } from '@/tests/support/turn-requests';
import { readTokens } from '../../load/numbered-token';
import { countFaults, findFaults } from '../../load/token-ledger';
import { Following, followTurn } from './follow-turn';
import type { Tally } from './tally';

const RATE = 20;
const MOST_TOKENS = 400;
const FEWEST_TOKENS = 100;
const RECONNECT_MS = 100;
const END_LIMIT_MS = 15_000;
const MOST_TURNS = 6;

export type SlotOptions = {
  readonly name: string;
  /** Over a line in trouble. */
  readonly shaky: ChatClient;
  /** Straight to the app, for what is not under test. */
  readonly steady: ChatClient;
  readonly random: () => number;
  readonly tally: Tally;
  readonly signal: AbortSignal;
};

type Act = 'nothing' | 'stop' | 'reload' | 'delete';

function drawAct(random: () => number): Act {
  const drawn = random();
  if (drawn < 0.2) return 'stop';
  if (drawn < 0.4) return 'reload';
  return drawn < 0.5 ? 'delete' : 'nothing';
}

/** Sends until the start came back: the same key again is the same send. */
async function sendUntilStarted(
  { shaky, tally }: SlotOptions,
  request: ChatRequest,
): Promise<OpenTurn> {
  for (;;) {
    const turn = await shaky.send(request).catch(() => null);
    if (turn) return turn;
    tally.count('sentAgain');
    await wait(RECONNECT_MS);
  }
}

/** What a reloaded page does: reads the answer from its beginning, and sees what was seen. */
async function reload({ steady, tally, name }: SlotOptions, turn: OpenTurn, following: Following) {
  const reader = await steady.follow(turn, 0);
  if (!reader) return;
  tally.count('replayed');
  await reader.rest();
  const all = JSON.stringify(reader.chunks);
  const seen = JSON.stringify(following.chunks).slice(0, -1);
  if (!all.startsWith(seen)) tally.note(`${name}: a replay is not what was seen`);
}

async function act(
  options: SlotOptions,
  what: Act,
  turn: OpenTurn,
  following: Following,
): Promise<void> {
  const { steady, tally, random } = options;
  await wait((random() * FEWEST_TOKENS * 1000) / RATE);
  if (what === 'stop') {
    tally.count('stopped');
    await steady.stop(turn.conversationId);
  } else if (what === 'delete') {
    tally.count('deleted');
    await steady.remove(turn.conversationId);
  } else if (what === 'reload') {
    await reload(options, turn, following);
  }
}

/** The stored answer once it has an end. */
async function readEnd({ steady }: SlotOptions, { conversationId, answerId }: OpenTurn) {
  const deadline = Date.now() + END_LIMIT_MS;
  for (;;) {
    const tree = await steady.read(conversationId);
    const answer = tree?.messages.find(({ id }) => id === answerId);
    if (answer?.status !== 'streaming' || Date.now() > deadline) return answer;
    await wait(RECONNECT_MS);
  }
}

async function checkEnd(
  options: SlotOptions,
  turn: OpenTurn,
  { what, tokens, following }: { what: Act; tokens: number; following: Following },
): Promise<void> {
  const { tally, name } = options;
  const answer = await readEnd(options, turn);
  if (what === 'delete') {
    if (answer) tally.note(`${name}: a deleted answer is back`);
    return;
  }
  const stored = answer ? textOf(answer) : '';
  const expected = answer?.status === 'done' ? tokens : undefined;
  const isKnownEnd = answer?.status === 'done' || (what === 'stop' && answer?.status === 'stopped');
  if (!isKnownEnd) tally.note(`${name}: the answer is ${answer?.status} after ${what}`);
  tally.addFaults(findFaults(readTokens(stored), expected));
  if (
    countFaults(findFaults(readTokens(following.text))) > 0 ||
    !stored.startsWith(following.text)
  ) {
    tally.note(`${name}: what was seen is no beginning of what is stored`);
  }
}

/** One client: asks, follows, stops, reloads and deletes until it is told to end. */
export async function runSlot(options: SlotOptions): Promise<void> {
  const { random, tally, signal } = options;
  let place: { conversationId: ConversationId; parentId: MessageId; turns: number } | null = null;
  while (!signal.aborted) {
    const tokens = Math.round(FEWEST_TOKENS + random() * (MOST_TOKENS - FEWEST_TOKENS));
    const text = `Write [tokens=${tokens} rate=${RATE}]`;
    const { conversationId = null, parentId = null } = place ?? {};
    const turn = await sendUntilStarted(options, submitOf({ conversationId, parentId, text }));
    tally.count('turns');
    const what = drawAct(random);
    const following = new Following();
    const acting = act(options, what, turn, following);
    await Promise.all([followTurn(options.shaky, turn, following, { tally, random }), acting]);
    await checkEnd(options, turn, { what, tokens, following });
    const turns: number = (place?.turns ?? 0) + 1;
    place =
      what === 'delete' || turns === MOST_TURNS
        ? null
        : {
            conversationId: asId<ConversationId>(turn.conversationId),
            parentId: asId<MessageId>(turn.answerId),
            turns,
          };
  }
}
