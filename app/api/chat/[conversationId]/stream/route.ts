import { conversationIdSchema } from '@/lib/protocol/ids';
import { eventStreamResponse } from '@/lib/server/http/event-stream-response';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';
import { resumePoint } from '@/lib/server/http/resume-point';

export const maxDuration = 300;

/**
 * Follows the answer being written: all of it, or what comes after a number. `Last-Event-ID` says of
 * which answer the reader has a part; else it is the newest. 204 when that one does not run any more.
 */
export const GET = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const { generationId, after } = resumePoint(request);
  const running = await context.generations.running(actor, id);
  const answer = running.findLast((each) => generationId === undefined || each.id === generationId);
  if (!answer) return new Response(null, { status: 204 });
  return eventStreamResponse(answer.read(after));
});
