import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { questionTurn } from '../contract/conversation-store/turns';
import { readFixture } from '../fixtures/images/read-fixture';
import { createTestContext, type TestContext } from '../support/test-context';
import { runScript } from './run-script';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE = { timeout: 60_000 };

let folder = '';
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'tenlens-backup-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true }));
});

async function run(script: 'backup' | 'restore', file: string, env: Record<string, string>) {
  const parameters = { DATABASE_URL: '', INIT_CWD: folder, ...env };
  const running = runScript(join(root, `scripts/${script}.mjs`), parameters, [], [file]);
  const code = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

const dataOf = ({ context }: TestContext) => ({ DATA_DIR: context.config.dataDirectory });

/** Stores one conversation with a picture. */
async function fill(opened: TestContext): Promise<void> {
  const file = { name: 'photo.jpg', data: readFixture('photo.jpg') };
  const picture = await opened.context.attachments.add(LOCAL_ACTOR, file);
  const turn = questionTurn({ text: 'What is this?', attachments: [picture] });
  await opened.context.conversations.addTurn(LOCAL_ACTOR, turn);
}

async function openApp(): Promise<TestContext> {
  const opened = await createTestContext();
  onTestFinished(opened.close);
  await fill(opened);
  return opened;
}

function countsIn(path: string): { conversations: number; messages: number } {
  const database = new DatabaseSync(path, { readOnly: true });
  const count = (table: string) =>
    Number(database.prepare(`select count(*) as count from ${table}`).get()?.count);
  const counts = { conversations: count('conversation'), messages: count('message') };
  database.close();
  return counts;
}

test('the scripts know the newest migration', () => {
  const names = readdirSync(join(root, 'lib/server/database/migrations'));
  const script = readFileSync(join(root, 'scripts/store/newest-migration.mjs'), 'utf8');
  const newest = Math.max(...names.map((name) => Number.parseInt(name, 10)));
  expect(script).toContain(`NEWEST_MIGRATION = ${newest};`);
});

describe('a backup', PATIENCE, () => {
  test('taken while the app writes is whole and of one moment, and disturbs nothing', async () => {
    const opened = await openApp();
    let written = 0;
    let isEnding = false;
    const write = async () => {
      while (!isEnding) {
        const turn = questionTurn({ text: `Question ${written} ${'x'.repeat(20_000)}` });
        await opened.context.conversations.addTurn(LOCAL_ACTOR, turn);
        written += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const writing = write();
    const before = written;
    const { code, stdout, stderr } = await run('backup', 'copy.db', dataOf(opened));
    isEnding = true;
    await writing;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { conversations, messages } = countsIn(join(folder, 'copy.db'));
    // A turn is a conversation with two messages: never one without the other.
    expect(messages).toBe(conversations * 2);
    expect(conversations).toBeGreaterThan(before);
    expect(conversations).toBeLessThanOrEqual(written + 1);
    expect(stdout).toContain(`conversation ${conversations}, message ${messages}`);
    expect(readdirSync(folder)).toEqual(['copy.db']);
    expect(await opened.context.transfers.conversationIds(LOCAL_ACTOR)).toHaveLength(written + 1);
    expect(opened.lines).toEqual([]);
  });

  test('never takes the place of a file', async () => {
    const opened = await openApp();
    writeFileSync(join(folder, 'copy.db'), 'mine');
    const { code, stderr } = await run('backup', 'copy.db', dataOf(opened));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Tenlens: .*copy\.db exists already.*\n$/);
    expect(readFileSync(join(folder, 'copy.db'), 'utf8')).toBe('mine');
  });

  test.each([
    ['there is no store yet', { DATA_DIR: '/nowhere' }, 'copy.db'],
    [
      'run pg_dump --format=custom --file=copy.db "$DATABASE_URL"',
      { DATABASE_URL: 'postgres://u:secret@host/db' },
      'copy.db',
    ],
  ])('says in one line: %s', async (text, env, file) => {
    const { code, stderr } = await run('backup', file, env);
    expect(code).toBe(1);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).toContain(text);
    expect(stderr).not.toContain('secret');
  });
});

describe('a restore', PATIENCE, () => {
  test('brings all back and keeps what was there; not while an app runs', async () => {
    const env = { DATA_DIR: join(folder, 'data') };
    const first = await createTestContext(env);
    await fill(first);
    await first.close();
    // Opened anew, the answer that was being written is one that was cut, and stays so.
    const opened = await createTestContext(env);
    const trees = async ({ context }: Pick<TestContext, 'context'>) => {
      const ids = await context.transfers.conversationIds(LOCAL_ACTOR);
      return Promise.all(ids.map((id) => context.conversations.read(LOCAL_ACTOR, id)));
    };
    const before = await trees(opened);
    expect((await run('backup', 'copy.db', env)).code).toBe(0);
    await opened.context.conversations.addTurn(LOCAL_ACTOR, questionTurn());

    const refused = await run('restore', 'copy.db', env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^Tenlens: DATA_DIR: a Tenlens runs on this folder.*\n$/);
    expect(await trees(opened)).toHaveLength(2);

    await opened.close();
    const { code, stdout, stderr } = await run('restore', 'copy.db', env);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('Restored');
    const [kept = ''] = readdirSync(env.DATA_DIR).filter((name) => name.includes('replaced'));
    expect(countsIn(join(env.DATA_DIR, kept)).conversations).toBe(2);

    const again = await createTestContext(env);
    expect(await trees(again)).toEqual(before);
    await again.close();
  });

  test.each([
    ['is no store of Tenlens', (path: string) => writeFileSync(path, 'not a database')],
    [
      'is no store of Tenlens',
      (path: string) => {
        const database = new DatabaseSync(path);
        database.exec('create table other (id text)');
        database.close();
      },
    ],
    [
      'was written by a newer Tenlens (migration 99)',
      (path: string) => {
        const database = new DatabaseSync(path);
        database.exec('create table migration (number bigint); insert into migration values (99)');
        database.close();
      },
    ],
  ])('refuses a file that %s', async (text, make) => {
    const data = join(folder, 'data');
    make(join(folder, 'bad.db'));
    const { code, stderr } = await run('restore', 'bad.db', { DATA_DIR: data });
    expect(code).toBe(1);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).toContain(text);
    expect(existsSync(join(data, 'tenlens.db'))).toBe(false);
  });

  test('says what to run for Postgres', async () => {
    const name = randomUUID();
    const { stderr } = await run('restore', name, { DATABASE_URL: 'postgres://host/db' });
    expect(stderr).toContain(
      `pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" ${name}`,
    );
  });
});
