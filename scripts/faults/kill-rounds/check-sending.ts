import { setTimeout as wait } from 'node:timers/promises';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import {
  attachmentIdsOf,
  type ChatClient,
  type OpenTurn,
  textOf,
} from '@/tests/support/chat-client';
import { againOf } from '@/tests/support/turn-requests';
import { readTokens, writeToken } from '../../load/numbered-token';
import { countFaults, findFaults } from '../../load/token-ledger';
import { hashOf } from './make-picture';
import type { Sending } from './send-turns';

/** Another process takes an answer for abandoned after ten seconds; this is enough for it to say so. */
const CUT_LIMIT_MS = 20_000;
const POLL_MS = 100;

/** What was found out about one client's work after the restart. */
export type Finding = {
  pictures: number;
  questions: number;
  /** What was acknowledged and is not there as it was sent. */
  lost: string[];
  /** How far the stored answer is behind what had been seen. */
  secondsBehind: number;
  /** Whatever else is not as it should be. */
  wrong: string[];
};

async function readAnswer(client: ChatClient, { conversationId, answerId }: OpenTurn) {
  const deadline = Date.now() + CUT_LIMIT_MS;
  for (;;) {
    const tree = await client.read(conversationId);
    const answer = tree?.messages.find(({ id }) => id === answerId);
    if (answer?.status !== 'streaming' || Date.now() > deadline) return { tree, answer };
    await wait(POLL_MS);
  }
}

/** Seconds of tokens that were seen and are not stored. */
function secondsBetween(seen: string, stored: string): number {
  const tokens = readTokens(seen);
  const last = tokens.at(-1);
  const kept = readTokens(stored).length;
  const from = tokens[Math.max(0, kept - 1)];
  return last && from && kept < tokens.length ? (last.sentAt - from.sentAt) / 1e6 : 0;
}

function checkAnswer(
  seen: string,
  stored: { status: string; text: string },
  finding: Finding,
): void {
  const tokens = readTokens(stored.text);
  const isWhole =
    tokens.map(({ number, sentAt }) => writeToken(number, sentAt)).join('') === stored.text;
  const isConsistent = seen.startsWith(stored.text) || stored.text.startsWith(seen);
  if (stored.status !== 'cut') finding.wrong.push(`the answer is ${stored.status}, not cut`);
  if (!isWhole || !isConsistent || countFaults(findFaults(tokens)) > 0) {
    finding.wrong.push('the stored answer is no beginning of what was sent');
  }
  finding.secondsBehind = Math.max(finding.secondsBehind, secondsBetween(seen, stored.text));
}

/** Both ways to go on with a cut answer. */
async function checkGoingOn(client: ChatClient, turn: OpenTurn, cutText: string, finding: Finding) {
  const conversationId = asId<ConversationId>(turn.conversationId);
  const answerId = asId<MessageId>(turn.answerId);
  const questionId = asId<MessageId>(turn.questionId);
  const more = await client.send(againOf('continue', conversationId, answerId));
  await more.reader.rest();
  const again = await client.send(againOf('regenerate', conversationId, questionId));
  await again.reader.until('text-delta');
  await client.stop(conversationId);
  await again.reader.rest();
  const { answer: continued } = await readAnswer(client, more);
  const { answer: repeated } = await readAnswer(client, again);
  const text = continued ? textOf(continued) : '';
  const added = readTokens(text.slice(cutText.length));
  const isContinued = continued?.status === 'done' && text.startsWith(cutText) && added.length > 0;
  if (!isContinued) finding.wrong.push(`Continue made ${continued?.status} of a cut answer`);
  if (repeated?.status !== 'stopped')
    finding.wrong.push(`Regenerate and Stop: ${repeated?.status}`);
}

/** A send that nobody knows the fate of is sent again: one question, and an answer. */
async function checkUnknown(
  client: ChatClient,
  { request }: Sending,
  finding: Finding,
): Promise<void> {
  if (!request) return;
  const turn = await client.send(request);
  await client.stop(turn.conversationId);
  await turn.reader.rest();
  const tree = await client.read(turn.conversationId);
  const questions = tree?.messages.filter(({ id }) => id === request.idempotencyKey) ?? [];
  const isOne =
    questions.length === 1 && questions.every((question) => textOf(question) === request.text);
  if (!isOne) finding.wrong.push('a send that was repeated is not one question');
}

/** Whether everything that was acknowledged is there, byte for byte. */
export async function checkAcknowledged(client: ChatClient, { pictures, request, turn }: Sending) {
  const lost: string[] = [];
  for (const { id, hash } of pictures) {
    const data = await client.picture(id);
    if (!data || hashOf(data) !== hash) lost.push(`picture ${id}`);
  }
  if (!turn || !request) return lost;
  const tree = await client.read(turn.conversationId);
  const question = tree?.messages.find(({ id }) => id === request.idempotencyKey);
  const isThere =
    question !== undefined &&
    textOf(question) === request.text &&
    attachmentIdsOf(question).join() === request.attachmentIds.join();
  if (!isThere) lost.push(`question ${request.idempotencyKey}`);
  return lost;
}

/**
 * Looks at what one client had sent before the kill.
 *
 * @param goesOn - Whether to try Continue and Regenerate too.
 */
export async function checkSending(
  client: ChatClient,
  sending: Sending,
  goesOn: boolean,
): Promise<Finding> {
  const { turn, pictures } = sending;
  const lost = await checkAcknowledged(client, sending);
  const finding: Finding = {
    pictures: pictures.length,
    questions: turn ? 1 : 0,
    lost,
    secondsBehind: 0,
    wrong: [],
  };
  if (!turn) {
    await checkUnknown(client, sending, finding);
    return finding;
  }
  const { answer } = await readAnswer(client, turn);
  if (!answer) finding.lost.push(`answer ${turn.answerId}`);
  if (!answer) return finding;
  const text = textOf(answer);
  checkAnswer(turn.reader.text, { status: answer.status, text }, finding);
  if (goesOn) await checkGoingOn(client, turn, text, finding);
  return finding;
}
