import { handle } from '@/lib/server/http/handle';

/** Lists the folders with how many conversations are in each. */
export const GET = handle(async ({ context, actor }) =>
  Response.json({ folders: await context.conversations.folders(actor) }),
);
