import { describe, expect, it } from 'vitest';
import { checkHouseRules, HOUSE_RULES } from '../../scripts/check/check-house-rules.ts';
import { parseSourceFile } from '../../scripts/check/source-files.ts';

const FENCE = "import 'server-only';\n";

const check = (path: string, text: string) => checkHouseRules([parseSourceFile(path, text)]);

/** For each rule: what breaks it, and what looks like it and does not. */
const CASES: Readonly<
  Record<string, { broken: readonly [string, string][]; fine: readonly [string, string][] }>
> = {
  "a module in lib/server starts with import 'server-only'": {
    broken: [
      ['lib/server/a.ts', 'export const a = 1;'],
      ['lib/server/a.ts', `import { b } from './b';\n${FENCE}`],
    ],
    fine: [['lib/server/a.ts', `/** About. */\n${FENCE}export const a = 1;`]],
  },
  'the environment is read in lib/server/config alone': {
    broken: [
      ['lib/server/a.ts', `${FENCE}const key = process.env.KEY;`],
      ['app/page.tsx', 'const { KEY } = process.env;'],
      ['lib/client/a.ts', "const key = process.env['KEY'];"],
    ],
    fine: [
      ['lib/server/config.ts', `${FENCE}const all = process.env;`],
      ['proxy.ts', "const isDevelopment = process.env.NODE_ENV === 'development';"],
      ['scripts/a.ts', 'const key = process.env.KEY;'],
    ],
  },
  'the server reaches the network through lib/server/egress alone': {
    broken: [
      ['lib/server/provider/a.ts', `${FENCE}await fetch('http://a');`],
      ['lib/server/provider/a.ts', `${FENCE}await globalThis.fetch('http://a');`],
      ['lib/server/provider/a.ts', `${FENCE}import { request } from 'node:https';`],
    ],
    fine: [
      ['lib/server/egress/a.ts', `${FENCE}await fetch('http://a');`],
      ['lib/server/provider/a.ts', `${FENCE}await store.fetch('a'); // fetch('http://a')`],
      ['lib/client/api/a.ts', "await fetch('/api/a');"],
    ],
  },
  'the domain has no clock and no chance': {
    broken: [
      ['lib/domain/a.ts', 'const now = Date.now();'],
      ['lib/domain/a.ts', 'const now = new Date();'],
      ['lib/domain/a.ts', 'const chance = Math.random();'],
    ],
    fine: [
      ['lib/domain/a.ts', 'const top = Math.max(1, 2); // not Date.now()'],
      ['lib/client/a.ts', 'const now = Date.now();'],
    ],
  },
  'no any': {
    broken: [
      ['lib/domain/a.ts', 'const a: any = 1;'],
      ['tests/unit/a.test.ts', 'const a = b as any;'],
      ['scripts/a.ts', 'const a: Record<string, any> = {};'],
    ],
    fine: [['lib/domain/a.ts', "const any = 'any'; // any"]],
  },
  'no cast through unknown': {
    broken: [['lib/domain/a.ts', 'const a = b as unknown as string;']],
    fine: [['lib/domain/a.ts', "const a = b as unknown; const text = 'as unknown as';"]],
  },
  'no comment that switches the compiler off': {
    broken: [
      ['lib/domain/a.ts', '// @ts-expect-error\nconst a = 1;'],
      ['tests/unit/a.test.ts', '/* @ts-ignore */ const a = 1;'],
    ],
    fine: [['scripts/a.ts', "const text = '@ts-ignore';"]],
  },
  'no raw HTML': {
    broken: [['components/a/a.tsx', '<p dangerouslySetInnerHTML={{ __html: a }} />;']],
    fine: [['components/a/a.tsx', "<p title='dangerouslySetInnerHTML' />;"]],
  },
  'no server action': {
    broken: [
      ['app/a.ts', "'use server';"],
      ['app/a.ts', "async function save() { 'use server'; }"],
    ],
    fine: [['components/a/a.tsx', "'use client';"]],
  },
  'no cached function of Next': {
    broken: [['app/a.ts', "async function load() { 'use cache'; }"]],
    fine: [['app/a.ts', "const text = 'use cache';"]],
  },
  'no image optimiser of Next': {
    broken: [['components/a/a.tsx', "import Image from 'next/image';"]],
    fine: [['components/a/a.tsx', "import Link from 'next/link';"]],
  },
  'whole words: message, request, response, options': {
    broken: [
      ['lib/domain/a.ts', 'const msg = 1;'],
      ['tests/unit/a.test.ts', 'const a = (req) => 1;'],
    ],
    fine: [['lib/domain/a.ts', 'const text = detail.msg;']],
  },
};

describe.each(HOUSE_RULES)('$name', ({ name }) => {
  const { broken = [], fine = [] } = CASES[name] ?? {};

  it('has cases', () => expect(broken.length * fine.length).toBeGreaterThan(0));

  it.each(broken)('is broken by %s: %s', (path, text) => {
    expect(check(path, text)).toContainEqual(expect.stringContaining(name));
  });

  it.each(fine)('allows %s: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});
