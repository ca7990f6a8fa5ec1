import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Config } from '../config';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Refuses a host name that is not ours: a foreign name that was made to point here (DNS rebinding).
 *
 * @throws AppError `host-unknown`.
 */
export function checkHost(headers: Headers, config: Pick<Config, 'allowedHosts'>): void {
  const host = (headers.get('host') ?? '').toLowerCase();
  const name = host.replace(/:\d+$/, '');
  if (LOOPBACK_NAMES.has(name) || config.allowedHosts.includes(host)) return;
  throw new AppError('host-unknown');
}

/**
 * Refuses a write that another site's page has started.
 *
 * Browsers say where a request comes from by `Sec-Fetch-Site`; over plain http to other machines they
 * leave it out, then `Origin` must name our host. A program without either is not a browser and
 * carries no cookie of somebody else.
 *
 * @throws AppError `origin-foreign`.
 */
export function checkOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) {
    if (site === 'same-origin') return;
    throw new AppError('origin-foreign');
  }
  const origin = request.headers.get('origin');
  if (origin === null) return;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  if (host !== request.headers.get('host')) throw new AppError('origin-foreign');
}
