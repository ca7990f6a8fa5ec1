import { setTimeout as wait } from 'node:timers/promises';
import type { ChatClient, OpenTurn } from '@/tests/support/chat-client';
import type { FrameReader, ReadChunk } from '@/tests/support/frame-reader';
import type { Tally } from './tally';

const RECONNECT_MS = 100;
const LONGEST_REST_MS = 1_500;
/** One frame of so many is followed by a rest of the reader. */
const FRAMES_PER_REST = 150;

/** Frames of one answer over all the connections it took to read it. */
export class Following {
  readonly chunks: ReadChunk[] = [];
  /** Whether the end sign came, or the server said that it is over. */
  isOver = false;
  #last = 0;

  /** Number of the last frame. */
  get last(): number {
    return this.#last;
  }

  get text(): string {
    return this.chunks
      .flatMap(({ chunk }) => (chunk.type === 'text-delta' ? [chunk.delta] : []))
      .join('');
  }

  /** Takes the next frame; a number that is not the next one is a fault. */
  take(read: ReadChunk, tally: Tally): void {
    const step = read.sequence - this.#last;
    if (step === 1) this.#last = read.sequence;
    else if (step > 1) tally.addFaults({ lost: step - 1, doubled: 0, reordered: 0 });
    else tally.addFaults({ lost: 0, doubled: 1, reordered: 0 });
    this.#last = Math.max(this.#last, read.sequence);
    this.chunks.push(read);
  }
}

type FollowOptions = { readonly tally: Tally; readonly random: () => number };

/** Reads one connection to its end or its break. */
async function readLine(
  reader: FrameReader,
  following: Following,
  { tally, random }: FollowOptions,
) {
  try {
    for (let read = await reader.next(); read; read = await reader.next()) {
      following.take(read, tally);
      if (random() * FRAMES_PER_REST > 1) continue;
      tally.count('slowReaders');
      await wait(random() * LONGEST_REST_MS);
    }
  } catch {
    // The line broke, as it should: what follows is resumed.
  }
  following.isOver = reader.isComplete;
}

/** Follows an answer to its end over a line that breaks, resuming from the last number each time. */
export async function followTurn(
  client: ChatClient,
  turn: OpenTurn,
  following: Following,
  options: FollowOptions,
): Promise<void> {
  for (const read of turn.reader.chunks) following.take(read, options.tally);
  await readLine(turn.reader, following, options);
  while (!following.isOver) {
    options.tally.count('resumed');
    // A line that refuses is asked once more, a moment later.
    const answer = await client.follow(turn, following.last).catch(() => undefined);
    if (answer === null) following.isOver = true;
    else if (answer) await readLine(answer, following, options);
    else await wait(RECONNECT_MS);
  }
}
