import { serve } from './serve';

export type ChatReply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
};

/** An answer of one word that a chat request may have. */
export const YES: ChatReply = {
  status: 200,
  json: {
    choices: [{ message: { role: 'assistant', content: 'Yes' } }],
    usage: { prompt_tokens: 20, completion_tokens: 1 },
  },
};

const LIST: ChatReply = { status: 200, json: { object: 'list', data: [{ id: 'lab-model' }] } };
/** Where answers come from, at once or when they are asked for again. */
const ANSWERS = /^\/(?:v1\/chat\/completions$|v2\/)/;

/**
 * A server of one model that answers its questions by the replies, one after the other; the last stays. Ends
 * with the test.
 *
 * @returns Its base address, ending in `/v1`.
 */
export async function serveReplies(...replies: readonly ChatReply[]): Promise<string> {
  const left = [...replies];
  const replyTo = (url = ''): ChatReply => {
    if (url === '/v1/models') return LIST;
    const next = ANSWERS.test(url) ? left[0] : undefined;
    if (next && left.length > 1) left.shift();
    return next ?? { status: 404 };
  };
  const url = await serve((request, response) => {
    const { status, headers, json } = replyTo(request.url);
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(json === undefined ? '' : JSON.stringify(json));
  });
  return `${url}/v1`;
}
