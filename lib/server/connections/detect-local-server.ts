import 'server-only';
import type { Destination } from '../egress/fetch-upstream';
import type { ConfiguredServer } from './connections-config';
import { detectServer } from './detect-server';

/**
 * Finds out which model server listens on a port of this machine. Sends no key.
 *
 * @returns `null` when nothing there lists models.
 */
export async function detectLocalServer(
  port: number,
  signal: AbortSignal,
): Promise<ConfiguredServer | null> {
  const baseUrl = new URL(`http://127.0.0.1:${port}/v1`);
  const destination: Destination = { baseUrl, label: `port ${port}` };
  const found = await detectServer(destination, signal);
  if (!found) return null;
  return {
    id: `local-${port}`,
    label: `${found.name} on port ${port}`,
    baseUrl: baseUrl.href,
    dialect: found.dialect,
  };
}
