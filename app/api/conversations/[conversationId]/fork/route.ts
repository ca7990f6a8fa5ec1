import { forkRequestSchema } from '@/lib/protocol/conversations';
import { conversationIdSchema } from '@/lib/protocol/ids';
import { handle } from '@/lib/server/http/handle';
import { parseBody, parseParameter } from '@/lib/server/http/parse-body';

/** Makes a new conversation of the messages up to one of them. */
export const POST = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const { messageId } = await parseBody(request, forkRequestSchema);
  const conversation = await context.conversations.fork(actor, { id, messageId });
  return Response.json(conversation, { status: 201 });
});
