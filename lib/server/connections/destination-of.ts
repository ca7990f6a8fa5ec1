import 'server-only';
import type { ModelDescriptor } from '@/lib/domain/model';

const NVIDIA_HOST = /(?:^|\.)nvidia\.com$/;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Where pictures go that are sent to an address. */
export function destinationOf(baseUrl: URL): ModelDescriptor['destination'] {
  if (NVIDIA_HOST.test(baseUrl.hostname)) return 'nvidia';
  return LOOPBACK_HOST.test(baseUrl.hostname) ? 'local' : 'self-hosted';
}
