import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from '../../scripts/check/checks.ts';
import { createPlantedProject } from './planted-project';

const LIMIT_MILLISECONDS = 120_000;

const importing = (source: string) => `import '${source}';\n`;

/** One forbidden import for each rule of `.dependency-cruiser.cjs`. */
const FORBIDDEN_IMPORTS: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'no-cycle': ['lib/domain/planted-cycle.ts', importing('./planted-cycle-back')],
  'everything-resolves': ['lib/domain/planted-missing.ts', importing('./nowhere')],
  'product-needs-no-test': [
    'lib/server/planted-test.ts',
    importing('@/tests/support/chromium-options'),
  ],
  'domain-is-alone': [
    'lib/domain/planted-type.ts',
    "import type { z } from 'zod/mini';\nexport type Planted = z.ZodMiniType;\n",
  ],
  'protocol-imports-only': ['lib/protocol/planted-zod.ts', importing('zod')],
  'protocol-has-only-types-of-ai': ['lib/protocol/planted-ai.ts', importing('ai')],
  'client-imports-only': ['lib/client/planted-server.ts', importing('@/lib/server/actor')],
  'server-sees-no-ui': ['lib/server/planted-react.ts', importing('react')],
  'adapters-behind-port': [
    'lib/server/generation/planted-adapter.ts',
    importing('@/lib/server/provider/dialects'),
  ],
  'i18n-imports-only': ['lib/i18n/planted-domain.ts', importing('@/lib/domain/ids')],
  'ui-imports-only': ['components/ui/planted-domain.ts', importing('@/lib/domain/message')],
  'components-import-only': [
    'components/sidebar/planted-server.ts',
    importing('@/lib/server/config'),
  ],
  'folders-are-private': [
    'components/sidebar/planted-sibling.ts',
    importing('../message/answer-text'),
  ],
  'app-imports-only': ['app/planted-sidebar.ts', importing('@/components/sidebar/sidebar')],
};

const project = createPlantedProject();
const found = new Map<string, string>();

function plantEverything(): void {
  for (const [path, text] of Object.values(FORBIDDEN_IMPORTS)) project.plant(path, text);
  project.plant('lib/domain/planted-cycle-back.ts', importing('./planted-cycle'));
  project.plant('lib/protocol/planted-type.ts', "export const planted: number = 'text';\n");
  project.plant('lib/domain/planted-impure.ts', 'export const planted = () => document.title;\n');
  project.plant('lib/domain/planted-clock.ts', 'export const planted = () => setTimeout;\n');
  project.plant('scripts/planted-script.mjs', 'export const planted = () => nowhere;\n');
  project.plant(
    'lib/domain/planted-lint.ts',
    'export const planted = (value: string | null) => value!.length;\n',
  );
  project.plant('lib/domain/planted-format.ts', 'export const planted = { "a" : 1 }\n');
  const ids = readFileSync(join(project.root, 'lib/domain/ids.ts'), 'utf8');
  project.plant('lib/domain/ids.ts', `${ids}\nexport const plantedExport = 1;\n`);
  const manifest = JSON.parse(readFileSync(join(project.root, 'package.json'), 'utf8'));
  manifest.dependencies['planted-package'] = '1.0.0';
  project.plant('package.json', JSON.stringify(manifest));
}

beforeAll(async () => {
  plantEverything();
  await Promise.all(
    CHECKS.map(async ({ name, run }) => {
      found.set(name, (await run(project.root)).join('\n'));
    }),
  );
}, LIMIT_MILLISECONDS);

afterAll(() => project.remove());

describe('npm run check finds', () => {
  it.each([
    ['types', 'a wrong type', 'lib/protocol/planted-type.ts'],
    ['domain', 'the page in the pure domain', 'lib/domain/planted-impure.ts'],
    ['domain', 'a timer in the pure domain', 'lib/domain/planted-clock.ts'],
    ['scripts', 'an unknown name in a script', 'planted-script.mjs'],
    ['lint', 'a non-null assertion', 'lib/domain/planted-lint.ts'],
    ['format', 'a badly formatted file', 'lib/domain/planted-format.ts'],
    ['unused', 'a file that nobody imports', 'lib/protocol/planted-type.ts'],
    ['unused', 'an export that nobody imports', 'plantedExport'],
    ['unused', 'a dependency that nobody imports', 'planted-package'],
  ])('%s: %s', (check, _what, expected) => {
    expect(found.get(check)).toContain(expected);
  });

  it.each(Object.entries(FORBIDDEN_IMPORTS))('boundaries: %s', (rule, [path]) => {
    expect(found.get('boundaries')).toContain(`error ${rule}: ${path.replace(/\.ts$/, '')}`);
  });

  it('boundaries: a run that read nothing', async () => {
    const empty = createPlantedProject();
    empty.plant('.dependency-cruiser.cjs', "module.exports = { options: { exclude: '.' } };\n");
    const problems = await CHECKS.find(({ name }) => name === 'boundaries')?.run(empty.root);
    empty.remove();
    expect(problems?.[0]).toContain('no module was read');
  });
});

it('every boundary rule has its planted violation', () => {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
  const names = forbidden.map(({ name }: { name: string }) => name);
  expect(names.toSorted()).toEqual(Object.keys(FORBIDDEN_IMPORTS).toSorted());
});
