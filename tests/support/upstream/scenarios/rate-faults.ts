import type { Handler } from '../profile';
import { replyWith } from './proxy-faults';

const limited = (headers: Readonly<Record<string, string>>): Handler =>
  replyWith({ status: 429, json: { status: 429, title: 'Too Many Requests' }, headers });

/** Too many requests, with and without a time to wait. */
export const RATE_FAULTS: Readonly<Record<string, Handler>> = {
  'rate-limit': limited({}),
  'rate-limit-2s': limited({ 'retry-after': '2' }),
  'rate-limit-1h': limited({ 'retry-after': '3600' }),
};
