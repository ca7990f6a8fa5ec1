/**
 * A model server that is none, in a process of its own: OpenAI's chunk frames of about 200 bytes whose
 * tokens carry number and send time. A question may say how it is answered: `[tokens=300 rate=50]`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { readParameters, tellParent } from './fork-script';
import { sharedMicroseconds, writeToken } from './numbered-token';

export const tokenUpstreamSchema = z.object({
  /** Tokens of an answer where the question does not say. */
  tokens: z.number(),
  /** Tokens a second where the question does not say; 0 for as fast as it goes. */
  rate: z.number(),
  /** Loses, doubles and swaps a token of each answer, to see that it is noticed. */
  isFaulty: z.optional(z.boolean()),
});

const requestSchema = z.object({ messages: z.array(z.object({ content: z.unknown() })) });
const MODEL = 'mistralai/ministral-14b-instruct-2512';
const PLAN = /\[tokens=(\d+) rate=(\d+)\]/;
const options = tokenUpstreamSchema.parse(readParameters());

const writeFrame = (id: number, delta: object, reason: string | null = null): string =>
  `data: ${JSON.stringify({
    id: `chatcmpl-${String(id).padStart(32, '0')}`,
    object: 'chat.completion.chunk',
    created: 1_764_000_000,
    model: MODEL,
    choices: [{ index: 0, delta, finish_reason: reason }],
  })}\n\n`;

/** Numbers of the tokens in the order they are sent. */
function numbersOf(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  if (!options.isFaulty) return numbers;
  return numbers.flatMap((number) => (number === 3 ? [] : number === 5 ? [7, 6, 6] : [number]));
}

async function readPlan(request: IncomingMessage): Promise<{ tokens: number; rate: number }> {
  let text = '';
  for await (const piece of request) text += piece;
  const content = requestSchema.parse(JSON.parse(text)).messages.at(-1)?.content;
  const [, tokens, rate] = PLAN.exec(JSON.stringify(content)) ?? [];
  return { tokens: Number(tokens ?? options.tokens), rate: Number(rate ?? options.rate) };
}

let count = 0;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { tokens, rate } = await readPlan(request);
  count += 1;
  const id = count;
  const numbers = numbersOf(tokens);
  const gap = rate === 0 ? 0 : 1000 / rate;
  const startedAt = performance.now();
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  response.once('close', () => clearTimeout(timer));
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(writeFrame(id, { role: 'assistant', content: '' }));
  const send = () => {
    // Late by the system's fault: what is due by now goes at once.
    while (next < numbers.length && performance.now() - startedAt >= next * gap) {
      const content = writeToken(numbers[next] ?? 0, sharedMicroseconds());
      response.write(writeFrame(id, { content }));
      next += 1;
    }
    if (next < numbers.length) {
      timer = setTimeout(send, Math.max(1, startedAt + next * gap - performance.now()));
      return;
    }
    const usage = { prompt_tokens: 10, completion_tokens: tokens, total_tokens: tokens + 10 };
    const last = JSON.stringify({ id, object: 'chat.completion.chunk', choices: [], usage });
    response.end(`${writeFrame(id, {}, 'stop')}data: ${last}\n\ndata: [DONE]\n\n`);
  };
  send();
}

const server = createServer((request, response) => {
  if (request.method === 'POST') {
    answer(request, response).catch((error: Error) => response.destroy(error));
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ object: 'list', data: [{ id: MODEL, object: 'model' }] }));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  tellParent({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.once('disconnect', () => process.exit());
