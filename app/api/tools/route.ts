import { newOwnToolSchema } from '@/lib/protocol/tools';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';
import { addTool, listTools } from '@/lib/server/http/tools';

/** Every tool there is for the person who asks. */
export const GET = handle(async ({ context, actor }) =>
  Response.json(await listTools(context, actor)),
);

/** Makes a tool. */
export const POST = handle(async ({ request, context, actor }) => {
  const tool = await parseBody(request, newOwnToolSchema);
  return Response.json(await addTool(context, actor, tool), { status: 201 });
});
