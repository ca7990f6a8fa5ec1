import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { cleanFileName } from '@/lib/domain/image/clean-file-name';
import { MAX_IMAGE_BYTES } from '@/lib/domain/image/judge-image';
import { FILE_NAME_HEADER, TEMPORARY_HEADER } from '@/lib/protocol/attachment';
import type { NewFile } from '../attachment-store/attachment-store';
import { readBody } from './parse-body';

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not percent-encoded as it should be: the raw text is as good a name, once cleaned.
    return name;
  }
}

/**
 * Reads an uploaded file.
 *
 * @throws AppError `image-size` with `{ name }` as soon as it is too large.
 */
export async function readUpload(request: Request): Promise<NewFile> {
  const name = cleanFileName(decode(request.headers.get(FILE_NAME_HEADER) ?? ''));
  const tooLarge = new AppError('image-size', { name });
  const isTemporary = request.headers.has(TEMPORARY_HEADER);
  return { name, data: await readBody(request, MAX_IMAGE_BYTES, tooLarge), isTemporary };
}
