import 'server-only';
import type { FindingValues } from '@/lib/domain/doctor/finding';
import type { Examination, Probe } from '../examination';

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
  const { endpoint, obstacle, retryAfterSeconds: seconds = 0 } = examination;
  if (obstacle === 'rate') {
    return { code: 'rate-hit', values: { seconds }, fixes: [{ code: 'lower-requests' }] };
  }
  const told = readLimit(examination);
  if (told) return { code: 'rate-told', values: told };
  const { requestsPerMinute: limit } = endpoint;
  return limit === null ? { code: 'rate-silent' } : { code: 'rate-assumed', values: { limit } };
};
