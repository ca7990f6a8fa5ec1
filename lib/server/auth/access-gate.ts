import 'server-only';
import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Actor, LOCAL_ACTOR } from '../actor';
import type { Config } from '../config';
import { createAttemptLimit } from './attempt-limit';

const COOKIE = 'tenlens-session';
/** A session ends after 30 days, whatever happens. */
const SESSION_LIFETIME_SECONDS = 30 * 24 * 60 * 60;

/** Decides who may come in. */
export interface AccessGate {
  /** Who asks; `null` when a password is needed first. */
  identify(headers: Headers): Actor | null;
  /**
   * Exchanges the password for a session cookie.
   *
   * @param isSecure - Whether the browser came by https.
   * @returns Value for `set-cookie`.
   * @throws AppError `password-wrong`; `throttled` with `{ seconds }` after too many wrong ones.
   */
  signIn(password: string, isSecure: boolean): string;
  /** Value for `set-cookie` that ends a session. */
  signOut(isSecure: boolean): string;
}

const hash = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();

function readCookie(headers: Headers): string | undefined {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  const names = [`__Host-${COOKIE}=`, `${COOKIE}=`];
  const found = names.flatMap((name) => cookies.filter((cookie) => cookie.startsWith(name)));
  return found[0]?.slice(found[0].indexOf('=') + 1);
}

function writeCookie(value: string, maxAge: number, isSecure: boolean): string {
  const name = isSecure ? `__Host-${COOKIE}` : COOKIE;
  const secure = isSecure ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}

const OPEN_GATE: AccessGate = {
  identify: () => LOCAL_ACTOR,
  signIn: () => {
    throw new AppError('not-found');
  },
  signOut: (isSecure) => writeCookie('', 0, isSecure),
};

/**
 * The gate of a configuration: open, or one shared password.
 *
 * A session is `<expiry>.<random>.<signature>`; its key is derived from the password by scrypt, so a
 * new password ends every session and a stolen cookie does not give the password away.
 *
 * @param now - Milliseconds since 1970.
 */
export function createAccessGate(
  config: Pick<Config, 'authMode' | 'accessPassword'>,
  now: () => number = Date.now,
): AccessGate {
  if (config.authMode === 'none' || !config.accessPassword) return OPEN_GATE;
  const password = config.accessPassword.reveal();
  const key = scryptSync(password, 'tenlens session key', 32, {
    N: 2 ** 15,
    r: 8,
    p: 3,
    maxmem: 2 ** 26,
  });
  const expected = hash(key, password);
  const attempts = createAttemptLimit(now);
  const sign = (payload: string) => hash(key, payload).toString('base64url');

  return {
    identify(headers) {
      const [expiry = '', random = '', signature = ''] = (readCookie(headers) ?? '').split('.');
      const right = Buffer.from(sign(`${expiry}.${random}`));
      const given = Buffer.from(signature);
      const isGenuine = given.length === right.length && timingSafeEqual(given, right);
      return isGenuine && Number(expiry) > now() ? LOCAL_ACTOR : null;
    },
    signIn(given, isSecure) {
      attempts.check();
      if (!timingSafeEqual(hash(key, given), expected)) {
        attempts.recordFailure();
        throw new AppError('password-wrong');
      }
      const expiry = now() + SESSION_LIFETIME_SECONDS * 1000;
      const payload = `${expiry}.${randomBytes(16).toString('base64url')}`;
      return writeCookie(`${payload}.${sign(payload)}`, SESSION_LIFETIME_SECONDS, isSecure);
    },
    signOut: (isSecure) => writeCookie('', 0, isSecure),
  };
}
