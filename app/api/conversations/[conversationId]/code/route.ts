import { conversationIdSchema } from '@/lib/protocol/ids';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';
import { readCodeRequest } from '@/lib/server/http/read-code-request';

/** The request of a turn, for programs. */
export const GET = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const query = new URL(request.url).searchParams;
  return Response.json(await readCodeRequest(context, actor, id, query));
});
