import { conversationIdSchema } from '@/lib/protocol/ids';
import { handle } from '@/lib/server/http/handle';
import { parseParameter } from '@/lib/server/http/parse-body';
import { readPromptPreview } from '@/lib/server/http/read-prompt-preview';

/** Tells what the next send would be made of. */
export const GET = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const query = new URL(request.url).searchParams;
  return Response.json(await readPromptPreview(context, actor, id, query));
});
