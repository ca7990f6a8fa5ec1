import { AppError } from '@/lib/domain/errors/app-error';
import { toolIdSchema } from '@/lib/protocol/ids';
import { newOwnToolSchema } from '@/lib/protocol/tools';
import { handle } from '@/lib/server/http/handle';
import { parseBody, parseParameter } from '@/lib/server/http/parse-body';
import { replaceTool } from '@/lib/server/http/tools';

/** Makes another tool of one that the person made. */
export const PUT = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.toolId, toolIdSchema);
  const tool = await parseBody(request, newOwnToolSchema);
  return Response.json(await replaceTool(context, actor, { id, tool }));
});

export const DELETE = handle(async ({ context, actor, parameters }) => {
  const id = parseParameter(parameters.toolId, toolIdSchema);
  if (!(await context.ownTools.remove(actor, id))) throw new AppError('not-found');
  return new Response(null, { status: 204 });
});
