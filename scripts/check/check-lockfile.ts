import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import floors from './version-floors.json' with { type: 'json' };

type Package = {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Packages = Readonly<Record<string, Package>>;

const DIRECT = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'] as const;
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Whether Node would find `name` from the package at `path`. */
function isReachable(packages: Packages, path: string, name: string): boolean {
  const inside = path ? `${path}/node_modules/${name}` : `node_modules/${name}`;
  if (packages[inside]) return true;
  if (!path) return false;
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1));
  return isReachable(packages, parent, name);
}

/** Negative where `a` is the older version; a pre-release counts as its release. */
function compareVersions(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3));
  for (const index of [0, 1, 2]) {
    const difference = Number(left[index]) - Number(right[index]);
    if (difference) return difference;
  }
  return 0;
}

/**
 * npm leaves platform packages out of the lockfile that it could not fetch when it was made, and then
 * refuses the lockfile on every other machine.
 */
function checkOptionalPackages(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isReachable(packages, path, name))
      .map((name) => `package-lock.json has no entry for ${name}, wanted by ${path || 'us'}`),
  );
}

/** Versions below these have known holes. */
function checkFloors(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([path, { version }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const floor = Object.entries(floors).find(([known]) => known === name)?.[1];
    if (!floor || !version || compareVersions(version, floor) >= 0) return [];
    return [`${path} is ${version}, ${floor} at least (scripts/check/version-floors.json)`];
  });
}

function checkExactVersions(root: string): string[] {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return DIRECT.flatMap((kind) =>
    Object.entries<string>(manifest[kind] ?? {})
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => `package.json: ${name} is "${version}", not one exact version`),
  );
}

/** Checks that the lockfile installs everywhere, pins exactly, and holds nothing known to be unsafe. */
export function checkLockfile(root: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return [
    ...checkOptionalPackages(packages),
    ...checkFloors(packages),
    ...checkExactVersions(root),
  ];
}
