import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkLockfile } from '../../scripts/check/check-lockfile.ts';

function check(packages: object, manifest: object = {}): string[] {
  const root = mkdtempSync(join(tmpdir(), 'tenlens-lockfile-'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  const problems = checkLockfile(root);
  rmSync(root, { recursive: true });
  return problems;
}

const NEXT = { version: '16.4.5', optionalDependencies: { '@next/swc-darwin-arm64': '16.4.5' } };

it('wants an entry for every optional package', () => {
  expect(check({ '': {}, 'node_modules/next': NEXT })).toEqual([
    'package-lock.json has no entry for @next/swc-darwin-arm64, wanted by node_modules/next',
  ]);
});

it('finds the entry beside or inside the package that wants it', () => {
  const entry = { version: '16.4.5' };
  expect(
    check({ 'node_modules/next': NEXT, 'node_modules/@next/swc-darwin-arm64': entry }),
  ).toEqual([]);
  const inside = 'node_modules/next/node_modules/@next/swc-darwin-arm64';
  expect(check({ 'node_modules/next': NEXT, [inside]: entry })).toEqual([]);
});

it('refuses versions below the floor, wherever they are', () => {
  expect(check({ 'node_modules/a/node_modules/sharp': { version: '0.35.4' } })).toEqual([
    'node_modules/a/node_modules/sharp is 0.35.4, 0.35.5 at least (scripts/check/version-floors.json)',
  ]);
  expect(check({ 'node_modules/sharp': { version: '0.36.0' } })).toEqual([]);
  expect(check({ 'node_modules/sharp': { version: '1.0.0' } })).toEqual([]);
});

it('wants exact versions', () => {
  expect(check({}, { dependencies: { a: '^1.0.0' }, devDependencies: { b: '1.0.0' } })).toEqual([
    'package.json: a is "^1.0.0", not one exact version',
  ]);
});
