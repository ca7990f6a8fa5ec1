import { settingsSchema } from '@/lib/protocol/settings';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

export const GET = handle(async ({ context, actor }) =>
  Response.json(await context.settings.read(actor)),
);

export const PUT = handle(async ({ request, context, actor }) => {
  const settings = await parseBody(request, settingsSchema);
  await context.settings.write(actor, settings);
  return Response.json(settings);
});
