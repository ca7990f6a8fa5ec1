import { beforeEach, describe, expect, test } from 'vitest';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { createAccessGate } from '@/lib/server/auth/access-gate';
import { Secret } from '@/lib/server/secret';

const PASSWORD = 'correct horse battery';
const DAY_MS = 24 * 60 * 60 * 1000;

let now: number;
beforeEach(() => {
  now = Date.UTC(2026, 2, 2);
});
const gateOf = (password: string) =>
  createAccessGate({ authMode: 'password', accessPassword: new Secret(password) }, () => now);
const gate = gateOf(PASSWORD);

const nameAndValue = (setCookie: string) => setCookie.split(';')[0] ?? '';
const withCookie = (cookie: string) => new Headers({ cookie });
const signedIn = () => nameAndValue(gate.signIn(PASSWORD, false));

describe('without a password', () => {
  const open = createAccessGate({ authMode: 'none', accessPassword: null });

  test('everybody is the one local person, and there is nothing to sign in to', () => {
    expect(open.identify(new Headers())).toBe(LOCAL_ACTOR);
    expect(() => open.signIn('x', false)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  test('a password that is only set asks for nothing', () => {
    const accessPassword = new Secret(PASSWORD);
    const idle = createAccessGate({ authMode: 'none', accessPassword });
    expect(idle.identify(new Headers())).toBe(LOCAL_ACTOR);
  });
});

describe('the right password', () => {
  test('gives a session for 30 days', () => {
    const cookie = signedIn();
    expect(gate.identify(withCookie(cookie))).toBe(LOCAL_ACTOR);
    expect(gate.identify(withCookie(`theme=dark; ${cookie}; other=1`))).toBe(LOCAL_ACTOR);
    now += 30 * DAY_MS - 1;
    expect(gate.identify(withCookie(cookie))).toBe(LOCAL_ACTOR);
    now += 1;
    expect(gate.identify(withCookie(cookie))).toBeNull();
  });

  test('gives a cookie that scripts and other sites cannot use', () => {
    const cookie = gate.signIn(PASSWORD, false);
    expect(cookie).toMatch(
      /^tenlens-session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    );
    expect(cookie).not.toContain(PASSWORD);
    const secure = gate.signIn(PASSWORD, true);
    expect(secure).toMatch(/^__Host-tenlens-session=[\w.-]+; .*Max-Age=2592000; Secure$/);
    expect(gate.identify(withCookie(nameAndValue(secure)))).toBe(LOCAL_ACTOR);
  });

  test('gives a new session each time', () => {
    expect(signedIn()).not.toBe(signedIn());
  });

  test('ends with a sign-out', () => {
    expect(gate.signOut(false)).toMatch(/^tenlens-session=; .*Max-Age=0$/);
    expect(gate.signOut(true)).toMatch(/^__Host-tenlens-session=; .*Max-Age=0; Secure$/);
    expect(gate.identify(withCookie('tenlens-session='))).toBeNull();
  });
});

describe('nobody gets in', () => {
  test('without a cookie, or with one that says nothing', () => {
    expect(gate.identify(new Headers())).toBeNull();
    for (const value of ['', '.', '..', '...', 'x', 'a.b.c', `${now + DAY_MS}..`, '%%%']) {
      expect(gate.identify(withCookie(`tenlens-session=${value}`))).toBeNull();
    }
  });

  test('with a cookie changed at any place', () => {
    const cookie = signedIn();
    const start = 'tenlens-session='.length;
    for (let place = start; place < cookie.length; place += 1) {
      const other = cookie[place] === 'A' ? 'B' : 'A';
      const forged = `${cookie.slice(0, place)}${other}${cookie.slice(place + 1)}`;
      expect(gate.identify(withCookie(forged))).toBeNull();
    }
  });

  test('with a longer life than was given', () => {
    const [expiry = '', ...rest] = signedIn().slice('tenlens-session='.length).split('.');
    const longer = [String(Number(expiry) + DAY_MS), ...rest].join('.');
    expect(gate.identify(withCookie(`tenlens-session=${longer}`))).toBeNull();
    const forever = ['Infinity', ...rest].join('.');
    expect(gate.identify(withCookie(`tenlens-session=${forever}`))).toBeNull();
  });

  test('with a session of another password', () => {
    const other = gateOf('another password here');
    expect(other.identify(withCookie(signedIn()))).toBeNull();
  });
});

describe('a wrong password', () => {
  test.each(['', 'wrong', `${PASSWORD} `, PASSWORD.toUpperCase(), `${PASSWORD}\0`])(
    '%j',
    (given) => {
      expect(() => gateOf(PASSWORD).signIn(given, false)).toThrow(
        expect.objectContaining({ code: 'password-wrong' }),
      );
    },
  );

  test('again and again makes everybody wait, those inside not', () => {
    const own = gateOf(PASSWORD);
    const inside = withCookie(nameAndValue(own.signIn(PASSWORD, false)));
    for (let count = 0; count < 5; count += 1) {
      expect(() => own.signIn('wrong', false)).toThrow(
        expect.objectContaining({ code: 'password-wrong' }),
      );
    }
    expect(() => own.signIn(PASSWORD, false)).toThrow(
      expect.objectContaining({ code: 'throttled', details: { seconds: 10 } }),
    );
    expect(own.identify(inside)).toBe(LOCAL_ACTOR);
    now += 10_000;
    expect(own.signIn(PASSWORD, false)).toContain('tenlens-session=');
  });
});
