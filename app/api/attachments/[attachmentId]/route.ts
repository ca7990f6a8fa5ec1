import { AppError } from '@/lib/domain/errors/app-error';
import { attachmentIdSchema } from '@/lib/protocol/ids';
import { handle } from '@/lib/server/http/handle';
import { imageResponse } from '@/lib/server/http/image-response';
import { parseParameter } from '@/lib/server/http/parse-body';

/** Serves a stored picture to its owner; `?size=thumbnail` is at most 320 px on the longest edge. */
export const GET = handle(async ({ request, context, actor, parameters }) => {
  const id = parseParameter(parameters.attachmentId, attachmentIdSchema);
  const size = new URL(request.url).searchParams.get('size') === 'thumbnail' ? 'thumbnail' : 'full';
  const image = await context.attachments.read(actor, id, size);
  if (!image) throw new AppError('not-found');
  return imageResponse(image);
});
