import { toolPinSchema } from '@/lib/protocol/mcp';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

/** Agrees to a tool of an MCP server as it was shown, or takes that back. */
export const PUT = handle(async ({ request, context, actor }) => {
  await context.mcp.changePin(actor, await parseBody(request, toolPinSchema));
  return new Response(null, { status: 204 });
});
