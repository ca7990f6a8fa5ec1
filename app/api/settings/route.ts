import { settingsChangeSchema } from '@/lib/protocol/settings';
import { handle } from '@/lib/server/http/handle';
import { parseBody } from '@/lib/server/http/parse-body';

export const GET = handle(async ({ context, actor }) =>
  Response.json(await context.settings.read(actor)),
);

/** Answers with all settings as they are then. */
export const PUT = handle(async ({ request, context, actor }) => {
  await context.settings.write(actor, await parseBody(request, settingsChangeSchema));
  return Response.json(await context.settings.read(actor));
});
