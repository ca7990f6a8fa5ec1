import type { CodeRequest } from './code-request';

/** Characters of a picture that stay. */
const KEPT = 32;

/** A request whose pictures are short enough to be looked at in a program; it cannot be sent. */
export function abbreviatePictures(request: CodeRequest): CodeRequest {
  const pictures = request.pictures.map((picture) => {
    const { base64 } = picture;
    if (base64 === undefined || base64.length <= KEPT) return picture;
    return { ...picture, base64: `${base64.slice(0, KEPT)}… (${base64.length} characters)` };
  });
  return { ...request, pictures };
}
