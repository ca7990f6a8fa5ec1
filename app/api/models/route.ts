import type { ModelList } from '@/lib/protocol/models';
import { handle } from '@/lib/server/http/handle';

/** Lists what can be picked now; local servers are looked for again. */
export const GET = handle(async ({ request, context }) => {
  const { models, unreachable } = await context.connections.listModels(request.signal);
  return Response.json({ models: [...models], unreachable: [...unreachable] } satisfies ModelList);
});
