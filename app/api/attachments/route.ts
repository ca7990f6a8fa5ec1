import { prepareForUpstream } from '@/lib/server/attachment-store/prepare-for-upstream';
import { handle } from '@/lib/server/http/handle';
import { readUpload } from '@/lib/server/http/read-upload';

/** Stores one picture: the body is the file, its percent-encoded name is in `x-file-name`. */
export const POST = handle(async ({ request, context, actor }) => {
  const attachment = await context.attachments.add(actor, await readUpload(request));
  void prepareForUpstream(context, actor, attachment);
  return Response.json(attachment, { status: 201 });
});
