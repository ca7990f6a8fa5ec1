import { handle } from '@/lib/server/http/handle';
import { listConversations } from '@/lib/server/http/list-conversations';
import { removeAllOf } from '@/lib/server/http/remove-all-of';

/** Lists the conversations, newest first, a page at a time; those that are pinned with the first. */
export const GET = handle(async ({ request, context, actor }) => {
  const query = new URL(request.url).searchParams;
  return Response.json(await listConversations(context, actor, query));
});

/** Deletes all data of the person who asks. */
export const DELETE = handle(async ({ context, actor }) => {
  await removeAllOf(context, actor);
  return new Response(null, { status: 204 });
});
