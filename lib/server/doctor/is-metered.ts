import 'server-only';
import type { UpstreamEndpoint } from '../connections/connection';
import { isOwnHost } from '../egress/is-own-host';
import { hostedKindOf } from './hosted-kind';

/**
 * Whether somebody may be billed for what a connection is asked: with a key anywhere but on one's own
 * network, and with a service that is known to bill wherever it seems to be.
 */
export function isMetered(endpoint: UpstreamEndpoint): boolean {
  const { apiKey, baseUrl } = endpoint.destination;
  return hostedKindOf(endpoint) !== null || (apiKey !== undefined && !isOwnHost(baseUrl));
}
