import { conversationIdSchema } from '@/lib/protocol/ids';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';

/** Ends the answer being written; what was seen is kept. Nothing running is no failure. */
export const POST = handle(async ({ context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const wasRunning = await context.generations.stop(actor, [id]);
  return Response.json({ wasRunning });
});
