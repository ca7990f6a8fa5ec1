import { setTimeout as wait } from 'node:timers/promises';
import { type AttachmentId, asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import type { ChatRequest } from '@/lib/protocol/chat-request';
import type { ChatClient, OpenTurn } from '@/tests/support/chat-client';
import { submitOf } from '@/tests/support/turn-requests';
import { hashOf, makePicture } from './make-picture';

/** Long enough that no answer ends before the kill. */
const PLAN = '[tokens=400 rate=50]';
const MOST_START_DELAY_MS = 400;

/** A picture whose upload was answered 201. */
export type StoredPicture = { readonly id: string; readonly hash: string };

/** Where a turn is added: a conversation that is there, or `null` for a new one. */
export type Place = { readonly conversationId: string; readonly parentId: string } | null;

/** What one client did until the app was killed. */
export type Sending = {
  readonly pictures: StoredPicture[];
  /** What it asked for; absent when the kill came before. */
  request?: Extract<ChatRequest, { trigger: 'submit' }>;
  /** The turn once it was acknowledged. */
  turn?: OpenTurn;
};

async function sendTurn(
  client: ChatClient,
  sending: Sending,
  { place, text, random }: { place: Place; text: string; random: () => number },
): Promise<void> {
  await wait(random() * MOST_START_DELAY_MS);
  const count = random() < 0.5 ? 1 : 2;
  for (let index = 0; index < count; index += 1) {
    const data = makePicture(random);
    const { id } = await client.upload(`picture-${index + 1}.png`, data);
    sending.pictures.push({ id, hash: hashOf(data) });
  }
  sending.request = submitOf({
    conversationId: place && asId<ConversationId>(place.conversationId),
    parentId: place && asId<MessageId>(place.parentId),
    text: `${text} ${PLAN}`,
    attachmentIds: sending.pictures.map(({ id }) => asId<AttachmentId>(id)),
  });
  sending.turn = await client.send(sending.request);
  await sending.turn.reader.rest();
}

/**
 * Uploads pictures and sends a question in each place at once, reading the answers.
 *
 * @returns What was sent so far, growing, and the end of it all, which never fails: the app is killed.
 */
export function sendTurns(
  client: ChatClient,
  places: readonly Place[],
  { name, random }: { name: string; random: () => number },
): { sendings: Sending[]; ended: Promise<unknown> } {
  const sendings: Sending[] = places.map(() => ({ pictures: [] }));
  const runs = sendings.map((sending, index) =>
    sendTurn(client, sending, {
      place: places[index] ?? null,
      text: `${name}.${index + 1}`,
      random,
    }),
  );
  return { sendings, ended: Promise.allSettled(runs) };
}
