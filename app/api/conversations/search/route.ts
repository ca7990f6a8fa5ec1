import { handle } from '@/lib/server/http/handle';
import { searchConversations } from '@/lib/server/http/search-conversations';

/** Finds messages, titles and names of pictures, newest first. */
export const GET = handle(async ({ request, context, actor }) =>
  Response.json(await searchConversations(context, actor, new URL(request.url).searchParams)),
);
