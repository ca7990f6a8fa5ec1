import 'server-only';
import type { Attachment } from '@/lib/domain/attachment';
import { prepareForUpstream } from '../attachment-store/prepare-for-upstream';
import type { Call } from './handle';
import { readUpload } from './read-upload';

/**
 * Stores an uploaded picture; the copies that the connections will be sent are made behind the answer.
 *
 * @throws AppError `image-…` with `{ name }`.
 */
export async function storeUpload({ request, context, actor }: Call): Promise<Attachment> {
  const file = await readUpload(request);
  const { keepsLargest } = await context.settings.read(actor);
  const attachment = await context.attachments.add(actor, { ...file, keepsLargest });
  void prepareForUpstream(context, actor, attachment);
  return attachment;
}
