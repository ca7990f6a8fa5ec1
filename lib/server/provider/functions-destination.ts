import 'server-only';
import type { Destination } from '../egress/fetch-upstream';

const HOSTED_NAME = 'integrate.api.nvidia.com';
/** Where NVIDIA's documents say the hosted endpoint's results and assets are kept, with the same key. */
const FUNCTIONS_URL = 'https://api.nvcf.nvidia.com/';

/** Where NVIDIA's cloud functions of a connection are asked; another server answers for itself. */
export function functionsDestination(destination: Destination): Destination {
  if (destination.baseUrl.hostname !== HOSTED_NAME) return destination;
  return { ...destination, baseUrl: new URL(FUNCTIONS_URL) };
}
