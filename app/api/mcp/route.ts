import { ownMcpServersSchema } from '@/lib/protocol/mcp';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

/** The MCP servers of a person with their tools, each asked anew. */
export const GET = handle(async ({ context, actor }) =>
  Response.json(await context.mcp.overview(actor)),
);

/** Puts the servers that a person added in place of those before. */
export const PUT = handle(async ({ request, context, actor }) => {
  const { servers } = await parseBody(request, ownMcpServersSchema);
  await context.mcp.writeOwn(actor, servers);
  return new Response(null, { status: 204 });
});
