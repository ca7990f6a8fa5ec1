import 'client-only';
import { type CodeSubject, fetchCodeRequest } from '../api/code';
import { saveFile } from '../structured/save-file';

/** Longest wait for the pictures of a request, in milliseconds. */
const LIMIT_MS = 60_000;

/**
 * Has the browser save a picture of a request as it is sent, under the name that programs know it by.
 *
 * @throws AppError as `fetchCodeRequest` does.
 */
export async function savePicture(subject: CodeSubject, name: string): Promise<void> {
  const { pictures } = await fetchCodeRequest(subject, 'inline', AbortSignal.timeout(LIMIT_MS));
  const picture = pictures.find((each) => each.name === name);
  if (picture?.base64 === undefined) return;
  const bytes = Uint8Array.from(atob(picture.base64), (unit) => unit.charCodeAt(0));
  saveFile(name, picture.mediaType, bytes);
}
