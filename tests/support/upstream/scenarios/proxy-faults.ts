import { gzipSync } from 'node:zlib';
import { answerFrames } from '../answer-frames';
import { type Exchange, type Reply, sendReply } from '../exchange';
import { planAnswer } from '../plan-answer';
import type { Handler } from '../profile';

/** Answers with a fixed reply. */
export const replyWith =
  (reply: Reply): Handler =>
  (exchange) =>
    sendReply(exchange, reply);

/** Answers with fixed replies, by name. */
export const replyWithEach = (replies: Readonly<Record<string, Reply>>): Record<string, Handler> =>
  Object.fromEntries(Object.entries(replies).map(([name, reply]) => [name, replyWith(reply)]));

const page = (status: number, title: string): Handler =>
  replyWith({
    status,
    mediaType: 'text/html; charset=utf-8',
    text: `<!doctype html><title>${title}</title><h1>${status} ${title}</h1>`,
  });

/** A redirect to another origin, which would be sent the whole conversation. */
const redirect = (status: number): Handler =>
  replyWith({ status, headers: { location: 'http://127.0.0.1:9/elsewhere/v1/chat/completions' } });

/** What a gateway says to those who come without TLS. */
const redirectToHttps: Handler = (exchange) => {
  const { url, headers } = exchange.request;
  const location = `https://${headers.host}${url}`;
  sendReply(exchange, { status: 301, headers: { location } });
};

async function sendGzipped(exchange: Exchange): Promise<void> {
  const frames = answerFrames(exchange, await planAnswer(exchange));
  exchange.response.writeHead(200, {
    'content-type': 'text/event-stream',
    'content-encoding': 'gzip',
  });
  exchange.response.end(gzipSync(frames.join('')));
}

/** What a gateway or portal in front of any server does. */
export const PROXY_FAULTS: Readonly<Record<string, Handler>> = {
  'proxy-401': page(401, 'Unauthorized'),
  'proxy-403': page(403, 'Forbidden'),
  'proxy-404': page(404, 'Not Found'),
  'proxy-407': page(407, 'Proxy Authentication Required'),
  'proxy-408': page(408, 'Request Timeout'),
  'proxy-502': page(502, 'Bad Gateway'),
  'proxy-503': page(503, 'Service Unavailable'),
  'proxy-504': page(504, 'Gateway Timeout'),
  'redirect-301': redirect(301),
  'redirect-https': redirectToHttps,
  'redirect-302': redirect(302),
  'redirect-307': redirect(307),
  'portal-page': page(200, 'Sign in to the network'),
  'whole-answer': replyWith({ status: 200, json: { object: 'chat.completion', choices: [] } }),
  'error-in-200': replyWith({
    status: 200,
    json: {
      error: { message: 'Input does not fit in context length.' },
      message: 'Input does not fit in context length.',
    },
  }),
  'error-text-400': replyWith({ status: 400, json: { error: 'something about the request' } }),
  gzip: sendGzipped,
};
