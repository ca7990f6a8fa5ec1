import type { ConversationList } from '@/lib/protocol/conversations';
import { handle } from '@/lib/server/http/handle';
import { listConversations } from '@/lib/server/http/list-conversations';

/** Lists the conversations, newest first, a page at a time. */
export const GET = handle(async ({ request, context, actor }) => {
  const before = new URL(request.url).searchParams.get('before');
  const list: ConversationList = await listConversations(context, actor, before);
  return Response.json(list);
});

/** Deletes all data of the person who asks. */
export const DELETE = handle(async ({ context, actor }) => {
  await context.generations.stopAll(actor);
  await context.conversations.removeAll(actor);
  await context.settings.removeAll(actor);
  await context.attachments.removeUnreferenced(Date.now());
  return new Response(null, { status: 204 });
});
