import 'server-only';

/** A browser that came by https goes on so for a year, in seconds. */
const STRICT_TRANSPORT = 'max-age=31536000';

/** What every page's answer says beside its content. */
export function pageHeaders(policy: string, isSecure: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'private, no-store',
    ...(isSecure ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
  };
}
