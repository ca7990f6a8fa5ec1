import { randomUUID } from 'node:crypto';
import { type Exchange, sendReply } from '../exchange';
import { planAnswer } from '../plan-answer';
import type { Handler } from '../profile';
import { completionOf } from '../send-answer';

const STATUS_ROUTE = '/v2/nvcf/pexec/status/';
/** How often a job is still pending when it is asked for. */
const PENDING_TIMES = 2;

type Job = { exchange: Exchange; asked: number; isFailing: boolean };

/** Long work as NVCF does it: 202 with an id, then a route to ask for the result. */
export type Polling = {
  readonly scenarios: Readonly<Record<string, Handler>>;
  readonly routes: Readonly<Record<string, Handler>>;
};

function sendPending(exchange: Exchange, id: string, status: string): void {
  const headers = { 'nvcf-reqid': id, 'nvcf-status': status, 'nvcf-percent-complete': '0' };
  sendReply(exchange, { status: 202, text: '', headers });
}

/** Makes a queue of such work. */
export function createPolling(): Polling {
  const jobs = new Map<string, Job>();
  const begin =
    (isFailing: boolean): Handler =>
    (exchange) => {
      const id = randomUUID();
      jobs.set(id, { exchange, asked: 0, isFailing });
      sendPending(exchange, id, 'pending-evaluation');
    };

  async function report(exchange: Exchange): Promise<void> {
    const id = exchange.path.slice(STATUS_ROUTE.length);
    const job = jobs.get(id);
    if (!job) return sendReply(exchange, { status: 404, text: '404 page not found\n' });
    job.asked += 1;
    if (job.asked <= PENDING_TIMES) return sendPending(exchange, id, 'in-progress');
    const headers = { 'nvcf-reqid': id, 'nvcf-status': job.isFailing ? 'errored' : 'fulfilled' };
    if (job.isFailing) return sendReply(exchange, { status: 500, text: '', headers });
    const plan = await planAnswer(job.exchange);
    const json = completionOf(job.exchange, plan);
    sendReply(exchange, { status: 200, json, headers });
  }

  return {
    scenarios: { pending: begin(false), 'pending-errored': begin(true) },
    routes: { [`GET ${STATUS_ROUTE}*`]: report },
  };
}
