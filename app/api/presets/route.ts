import { addPresetSchema } from '@/lib/protocol/presets';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

export const GET = handle(async ({ context, actor }) =>
  Response.json({ presets: await context.presets.list(actor) }),
);

export const POST = handle(async ({ request, context, actor }) => {
  const { preset, ifTaken } = await parseBody(request, addPresetSchema);
  return Response.json(await context.presets.add(actor, preset, ifTaken), { status: 201 });
});
