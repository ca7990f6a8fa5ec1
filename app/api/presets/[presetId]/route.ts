import { AppError } from '@/lib/domain/errors/app-error';
import { presetIdSchema } from '@/lib/protocol/ids';
import { newPresetSchema } from '@/lib/protocol/presets';
import { handle } from '@/lib/server/http/handle';
import { parseBody, parseParameter } from '@/lib/server/http/parse-body';

/** Gives a preset another name or other settings. */
export const PUT = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.presetId, presetIdSchema);
  const preset = await parseBody(request, newPresetSchema);
  return Response.json(await context.presets.replace(actor, id, preset));
});

export const DELETE = handle(async ({ context, actor, parameters }) => {
  const id = parseParameter(parameters.presetId, presetIdSchema);
  if (!(await context.presets.remove(actor, id))) throw new AppError('not-found');
  return new Response(null, { status: 204 });
});
