import { AppError } from '@/lib/domain/errors/app-error';
import { conversationPatchSchema } from '@/lib/protocol/conversations';
import { conversationIdSchema } from '@/lib/protocol/ids';
import { readTree } from '@/lib/server/generation/read-tree';
import { handle } from '@/lib/server/http/handle';
import { parseBody, parseParameter } from '@/lib/server/http/parse-body';

export const GET = handle(async ({ context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const tree = await readTree(context, actor, id);
  if (!tree) throw new AppError('not-found');
  return Response.json(tree);
});

export const PATCH = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  const change = await parseBody(request, conversationPatchSchema);
  return Response.json(await context.conversations.change(actor, id, change));
});

export const DELETE = handle(async ({ context, actor, parameters }) => {
  const id = parseParameter(parameters.conversationId, conversationIdSchema);
  await context.generations.stop(actor, [id]);
  if (!(await context.conversations.remove(actor, id))) throw new AppError('not-found');
  return new Response(null, { status: 204 });
});
