import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDockerfile } from '../support/read-dockerfile';
import { UNSET } from '../support/start-app';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** One service of `compose.yaml`, as text. */
function service(name: string): string {
  const text = new RegExp(`^ {2}${name}:\n((?: {4}.*\n|\n)+)`, 'm').exec(read('compose.yaml'))?.[1];
  if (!text) throw new Error(`compose.yaml has no service ${name}`);
  return text;
}

/** Files a script needs, itself included, by its relative imports. */
function importedFiles(path: string): string[] {
  const imports = [...read(path).matchAll(/from '(\.[^']+)'/g)].map(([, source = '']) =>
    relative(root, resolve(root, dirname(path), source)),
  );
  return [path, ...imports.flatMap(importedFiles)];
}

describe('Dockerfile', () => {
  const image = readDockerfile(join(root, 'Dockerfile'));

  it('runs as user 10001 with one volume that is the data folder', () => {
    expect(image.user).toBe(10001);
    expect(image.volume).toBe(image.environment.DATA_DIR);
    expect(read('Dockerfile')).toContain(`install -d -o 10001 -g 10001 ${image.volume}`);
  });

  it('asks /livez for its health', () => {
    expect(image.healthCommand.join(' ')).toContain('/livez');
  });

  it('copies every file that its command, backup, restore and doctor need', () => {
    const [, script = ''] = image.command;
    const tools = ['backup', 'restore'].flatMap((name) => [
      `scripts/${name}.mjs`,
      `scripts/store/${name}-store.mjs`,
    ]);
    tools.push('scripts/doctor.mjs', 'scripts/doctor/run-doctor.mjs');
    const copied = image.copies.map(({ from }) => from);
    for (const file of [script, ...tools].flatMap(importedFiles)) {
      expect(
        copied.some((from) => file === from || file.startsWith(`${from}/`)),
        file,
      ).toBe(true);
    }
    expect(copied).toContain('.next/standalone');
  });

  it('is built without secrets, data and old builds', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(
      expect.arrayContaining(['.env', '.env.*', 'data', 'node_modules', '.git', '.next']),
    );
  });
});

describe('compose.yaml', () => {
  it('publishes to this machine only', () => {
    const published = [...read('compose.yaml').matchAll(/^ {4}ports:\n((?: {6}.*\n)+)/gm)];
    const ports = published.flatMap(([, list = '']) => list.trim().split(/\n\s*/));
    expect(ports).toEqual(['- "127.0.0.1:3000:3000"']);
    expect(read('compose.yaml')).not.toMatch(/network_mode|privileged: true/);
  });

  it('builds the walls', () => {
    const app = service('tenlens');
    expect(app).toContain('read_only: true');
    expect(app).toMatch(/cap_drop:\n {6}- ALL\n/);
    expect(app).toContain('no-new-privileges:true');
    expect(app).toMatch(/tmpfs:\n {6}- \/tmp\n/);
    expect(app).toMatch(/volumes:\n {6}- data:\/data\n/);
    expect(app).toMatch(/mem_limit: \d+[mg]\n/);
    expect(app).toMatch(/pids_limit: \d+\n/);
  });

  it('has a Postgres only when asked, which no other machine reaches', () => {
    const postgres = service('postgres');
    expect(postgres).toMatch(/profiles:\n {6}- postgres\n/);
    expect(postgres).not.toContain('ports:');
    expect(postgres).toContain('- postgres:/var/lib/postgresql/data');
    expect(service('tenlens')).toMatch(/condition: service_healthy\n {8}required: false\n/);
  });

  it('serves Ministral 3 with what it needs, only when asked', () => {
    const vllm = service('vllm');
    expect(vllm).toMatch(/profiles:\n {6}- vllm\n/);
    for (const flag of [
      '--tokenizer-mode=mistral',
      '--config-format=mistral',
      '--load-format=mistral',
      '--tool-call-parser=mistral',
      '--limit-mm-per-prompt={"image":10}',
    ]) {
      expect(vllm).toContain(`- ${flag}\n`);
    }
  });
});

describe('vercel.json', () => {
  it('gives answers 300 seconds, in routes that exist', () => {
    const { functions } = JSON.parse(read('vercel.json'));
    expect(functions).toEqual({ 'app/api/chat/**/*.ts': { maxDuration: 300 } });
    expect(existsSync(join(root, 'app/api/chat/route.ts'))).toBe(true);
  });

  it('installs exactly what is locked, what builds included, and builds with Next alone', () => {
    const { framework, installCommand, buildCommand } = JSON.parse(read('vercel.json'));
    expect(framework).toBe('nextjs');
    const [program, command, ...options] = installCommand.split(' ');
    expect([program, command]).toEqual(['npm', 'ci']);
    const wanted = ['--include=dev', '--include=optional', '--ignore-scripts'];
    expect(options).toEqual(expect.arrayContaining(wanted));
    // `npm run build` makes the standalone server and what stands beside it, which nobody starts there.
    expect(buildCommand).toBe('next build');
    const { bin } = JSON.parse(read('node_modules/next/package.json'));
    expect(bin).toHaveProperty('next');
  });

  it('has its steps in the README: what must be set there', () => {
    const steps = /^\*\*Vercel\.\*\*[\s\S]*?(?=^`GET \/livez`)/m.exec(read('README.md'))?.[0];
    for (const name of ['DATABASE_URL', 'AUTH_MODE=password', 'ACCESS_PASSWORD']) {
      expect(steps).toContain(`\`${name}\``);
    }
  });
});

describe('.env.example', () => {
  const names = [...read('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map(([, name = '']) => name);

  it('names every variable that the server reads, and is all comment', () => {
    const files = readdirSync(join(root, 'lib/server'), { recursive: true, encoding: 'utf8' });
    const texts = files
      .filter((path) => path.endsWith('.ts'))
      .map((path) => read(`lib/server/${path}`));
    const known = texts.flatMap((text) =>
      [...text.matchAll(/(?:\bread(?:Rate)?\((?:read, )?'|^ {2})([A-Z][A-Z_]+)(?:'|: z\b)/gm)].map(
        ([, name = '']) => name,
      ),
    );
    const ours = new Set(known.filter((name) => !name.startsWith('VERCEL')));
    expect([...ours, 'PORT'].toSorted()).toEqual(names.toSorted());
    expect(read('.env.example')).not.toMatch(/^[^#\n]/m);
  });

  it('names nothing that would reach the app of a test by itself', () => {
    const chosenByTests = ['PORT', 'DATA_DIR', 'LOCAL_SERVER_PORTS'];
    const others = names.filter((name) => !chosenByTests.includes(name));
    expect(UNSET).toEqual(expect.arrayContaining(others));
  });
});
