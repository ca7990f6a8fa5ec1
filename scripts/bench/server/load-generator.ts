/**
 * Asks one server for many streams at once, in a process of its own, and counts every token by its
 * number and its age. Says one message: what came of it.
 */
import { randomUUID } from 'node:crypto';
import { Agent, type ClientRequest, request as send } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { readParameters, tellParent } from '../../load/fork-script';
import {
  createTokenScanner,
  type NumberedToken,
  sharedMicroseconds,
} from '../../load/numbered-token';
import { round, spreadOf } from '../../load/statistics';
import { addFaults, findFaults, NO_FAULTS } from '../../load/token-ledger';

export const loadSchema = z.object({
  /** Address that answers a POST with a stream. */
  url: z.string(),
  /** Address that is asked again and again meanwhile: how long it takes shows how busy the server is. */
  probe: z.nullable(z.string()),
  /** Whose form the request has: OpenAI's, or that of our own route. */
  form: z.enum(['openai', 'tenlens']),
  streams: z.number(),
  tokens: z.number(),
  rate: z.number(),
  /** The streams start evenly over that long. */
  spreadMilliseconds: z.number(),
});

const PROBE_INTERVAL_MS = 250;
const LATE_MS = 250;
const END = 'data: [DONE]';
const CONVERSATION = /"conversationId":"([^"]+)"/;

type Load = z.infer<typeof loadSchema>;
type Stream = {
  firstTokenMs: number;
  tokens: NumberedToken[];
  delaysMs: number[];
  isComplete: boolean;
  conversationId: string | undefined;
};

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

function bodyOf({ form, tokens, rate }: Load): string {
  const text = `Write. [tokens=${tokens} rate=${rate}]`;
  if (form === 'openai') {
    return JSON.stringify({ stream: true, messages: [{ role: 'user', content: text }] });
  }
  return JSON.stringify({
    trigger: 'submit',
    conversationId: null,
    parentId: null,
    text,
    attachmentIds: [],
    timeZone: 'UTC',
    idempotencyKey: randomUUID(),
  });
}

function follow(request: ClientRequest, startedAt: number): Promise<Stream> {
  const scan = createTokenScanner();
  const stream: Stream = {
    firstTokenMs: Number.NaN,
    tokens: [],
    delaysMs: [],
    isComplete: false,
    conversationId: undefined,
  };
  const take = (piece: string) => {
    const now = sharedMicroseconds();
    stream.conversationId ??= CONVERSATION.exec(piece)?.[1];
    for (const token of scan(piece)) {
      if (stream.tokens.length === 0) stream.firstTokenMs = (now - startedAt) / 1000;
      stream.tokens.push(token);
      stream.delaysMs.push((now - token.sentAt) / 1000);
    }
    stream.isComplete ||= piece.includes(END);
  };
  return new Promise((resolve) => {
    request.once('error', () => resolve(stream));
    request.once('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', take);
      response.once('close', () => resolve(stream));
      response.once('error', () => resolve(stream));
    });
  });
}

function open(load: Load): Promise<Stream> {
  const startedAt = sharedMicroseconds();
  const headers = { 'content-type': 'application/json' };
  const request = send(load.url, { method: 'POST', agent, headers });
  request.end(bodyOf(load));
  return follow(request, startedAt);
}

/** Asks until it is told to stop; returns how long each answer took, in milliseconds. */
async function probe(url: string | null, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (url !== null && !signal.aborted) {
    const startedAt = performance.now();
    await (await fetch(url)).arrayBuffer();
    times.push(performance.now() - startedAt);
    await wait(PROBE_INTERVAL_MS);
  }
  return times;
}

async function main(load: Load): Promise<void> {
  const over = new AbortController();
  const probing = probe(load.probe, over.signal);
  const streams = await Promise.all(
    Array.from({ length: load.streams }, async (_, index) => {
      await wait((index * load.spreadMilliseconds) / load.streams);
      return open(load);
    }),
  );
  over.abort();
  const delays = streams.flatMap(({ delaysMs }) => delaysMs);
  const faults = streams
    .map(({ tokens }) => findFaults(tokens, load.tokens))
    .reduce(addFaults, NO_FAULTS);
  tellParent({
    complete: streams.filter(({ isComplete }) => isComplete).length,
    tokens: delays.length,
    firstTokenMs: spreadOf(streams.map(({ firstTokenMs }) => firstTokenMs)),
    delayMs: spreadOf(delays),
    latePercent: round((100 * delays.filter((delay) => delay > LATE_MS).length) / delays.length, 3),
    faults,
    probeMs: spreadOf(await probing),
    conversationIds: streams.flatMap(({ conversationId }) => conversationId ?? []),
  });
  process.exit();
}

await main(loadSchema.parse(readParameters()));
