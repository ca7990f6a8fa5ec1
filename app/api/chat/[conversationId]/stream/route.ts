import { conversationIdSchema } from '@/lib/protocol/ids';
import { eventStreamResponse } from '@/lib/server/http/event-stream-response';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';
import { resumePoint } from '@/lib/server/http/resume-point';

export const maxDuration = 300;

/** Follows the answer being written: all of it, or what comes after a number. 204 when there is none. */
export const GET = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const generation = context.generations.running(actor, id);
  if (!generation) return new Response(null, { status: 204 });
  return eventStreamResponse(generation.log.read(resumePoint(request, generation.id)));
});
