import 'server-only';
import { KIND_OF_DIALECT, type ServerKind } from '@/lib/domain/doctor/server-kind';
import type { UpstreamEndpoint } from '../connections/connection';
import { detectHosted } from '../connections/detect-server';

/** The known service of somebody else behind an address; `null` for a server of one's own, or one not known. */
export function hostedKindOf({ destination, dialect }: UpstreamEndpoint): ServerKind | null {
  const spoken = detectHosted(destination.baseUrl)?.dialect ?? dialect;
  return spoken === 'nvidia' || spoken === 'mistral' ? KIND_OF_DIALECT[spoken] : null;
}
