import 'server-only';
import type { StoredImage } from '../attachment-store/attachment-store';

/** Serves a picture: the type is ours, the bytes never change, and nothing in them may run. */
export function imageResponse({ mediaType, data }: StoredImage): Response {
  return new Response(new Uint8Array(data), {
    headers: {
      'content-type': mediaType,
      'content-length': String(data.byteLength),
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
}
