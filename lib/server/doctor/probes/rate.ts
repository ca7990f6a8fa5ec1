import 'server-only';
import type { FindingValues } from '@/lib/domain/doctor/finding';
import type { Examination, Probe } from '../examination';

/** NVIDIA says nothing of its limit; this is what is known (requests a minute and key). */
const NVIDIA_REQUESTS_PER_MINUTE = 40;

/** `x-ratelimit-limit-requests`, `x-ratelimit-limit-req-minute`, `ratelimit-limit`. */
const LIMIT = /^(?:x-)?ratelimit-limit(?:-req[a-z-]*)?$/i;

function readLimit({ ask }: Examination): FindingValues | null {
  for (const [name, value] of ask.rateHeaders) {
    if (LIMIT.test(name) && /^\d+$/.test(value)) return { limit: Number(value) };
  }
  return null;
}

/** What the answers so far said of how often one may ask. Asks nothing itself. */
export const rate: Probe = async (examination) => {
  const { kind, obstacle, retryAfterSeconds: seconds = 0 } = examination;
  if (obstacle === 'rate') {
    return { code: 'rate-hit', values: { seconds }, fixes: [{ code: 'lower-requests' }] };
  }
  const told = readLimit(examination);
  if (told) return { code: 'rate-told', values: told };
  if (kind !== 'nvidia') return { code: 'rate-silent' };
  return { code: 'rate-assumed', values: { limit: NVIDIA_REQUESTS_PER_MINUTE } };
};
