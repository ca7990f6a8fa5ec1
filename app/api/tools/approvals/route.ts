import { toolRuleChangeSchema } from '@/lib/protocol/tool-approvals';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';
import { changeToolRule, readToolRules } from '@/lib/server/http/tool-approvals';

/** Which tools ask before they are called. */
export const GET = handle(async ({ request, context, actor }) => {
  const query = new URL(request.url).searchParams;
  return Response.json(await readToolRules(context, actor, query));
});

/** Decides that for a tool. */
export const PUT = handle(async ({ request, context, actor }) => {
  await changeToolRule(context, actor, await parseBody(request, toolRuleChangeSchema));
  return new Response(null, { status: 204 });
});
