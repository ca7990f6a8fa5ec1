import type { Handler } from '../profile';
import { replyWith } from './proxy-faults';

const STATUSES = [400, 401, 402, 403, 404, 408, 410, 413, 422, 429, 500, 502, 503, 504] as const;

/** A bare status with a small JSON body, named by its number: `401`. */
export const STATUS_FAULTS: Readonly<Record<string, Handler>> = Object.fromEntries(
  STATUSES.map((status) => [
    String(status),
    replyWith({ status, json: { error: { message: `scripted ${status}`, code: status } } }),
  ]),
);
