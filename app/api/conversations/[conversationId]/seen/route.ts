import { AppError } from '@/lib/domain/errors/app-error';
import { conversationIdSchema } from '@/lib/protocol/ids';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';

/** Notes that the newest answer was in view. */
export const POST = handle(async ({ context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  if (!(await context.conversations.markSeen(actor, id))) throw new AppError('not-found');
  return new Response(null, { status: 204 });
});
