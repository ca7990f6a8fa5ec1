import { after } from 'next/server';
import { chatRequestSchema } from '@/lib/protocol/chat-request';
import { startGeneration } from '@/lib/server/generation/start-generation';
import { eventStreamResponse } from '@/lib/server/http/event-stream-response';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

export const maxDuration = 300;

/**
 * Answers one user turn with a UI message stream.
 *
 * Failures before the first chunk are a problem response, later ones an `error` chunk. Closing the
 * connection does not stop the answer.
 */
export const POST = handle(async ({ request, context, actor, requestId }) => {
  const chatRequest = await parseBody(request, chatRequestSchema);
  const { read, ended } = await startGeneration(context, actor, chatRequest, requestId);
  // Where a platform freezes what has answered, the answer still gets its time.
  after(() => ended);
  return eventStreamResponse(read(0));
});
