import 'server-only';
import type { Config } from '../config';

/** Whether the browser came by https; a proxy in front says so, or the configured address does. */
export function isSecureRequest(
  request: Request,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): boolean {
  if (publicUrl) return publicUrl.protocol === 'https:';
  // Each proxy on the way adds its own; the first is the browser's.
  return request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';
}
