import { toolTrialSchema } from '@/lib/protocol/tools';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';
import { tryTool } from '@/lib/server/http/tools';

/** Calls a tool without a model. */
export const POST = handle(async ({ request, context, actor }) => {
  const trial = await parseBody(request, toolTrialSchema);
  return Response.json(await tryTool(context, actor, { ...trial, signal: request.signal }));
});
