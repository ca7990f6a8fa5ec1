import { bulkRequestSchema } from '@/lib/protocol/conversations';
import { changeMany } from '@/lib/server/http/change-many';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

/** Archives, moves or deletes many conversations at once. */
export const POST = handle(async ({ request, context, actor }) => {
  const bulk = await parseBody(request, bulkRequestSchema);
  return Response.json(await changeMany(context, actor, bulk));
});
