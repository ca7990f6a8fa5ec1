import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';
import { onTestFinished } from 'vitest';
import { asId, type ConversationId } from '@/lib/domain/ids';
import { type ImportEvent, type ImportReport, importEventSchema } from '@/lib/protocol/import';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import type { StoredTree } from '@/lib/server/conversation-store/conversation-store';
import { createTestDatabase } from '../../support/postgres';
import { createTestContext, type TestContext } from '../../support/test-context';
import { call, routeOf } from '../routes/routes';

/** Calls the import route and reads its lines. */
async function importLines(data: Uint8Array, query = '?dryRun=0'): Promise<ImportEvent[]> {
  const response = await call(routeOf('POST', '/api/import'), { query, body: data });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => importEventSchema.parse(JSON.parse(line)));
}

/** Imports, or tries it, and returns the report. */
export async function importReport(data: Uint8Array, query?: string): Promise<ImportReport> {
  const last = (await importLines(data, query)).at(-1);
  if (last?.type !== 'report') throw new Error(`no report: ${JSON.stringify(last)}`);
  return last.report;
}

/** Downloads an export; of everything when no conversation is named. */
export async function download(format: string, id?: string): Promise<Uint8Array> {
  const path = id === undefined ? '/api/export' : '/api/conversations/[conversationId]/export';
  const response = await call(routeOf('GET', path), { id, query: `?format=${format}` });
  if (!response.ok) throw new Error(await response.text());
  return new Uint8Array(await response.arrayBuffer());
}

export const unzip = (data: Uint8Array): Unzipped => unzipSync(data);
export const zip = (files: Zippable): Uint8Array => zipSync(files);
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every tree there is, in the order they were begun. */
export async function allTrees({ context }: TestContext): Promise<StoredTree[]> {
  const ids = await context.transfers.conversationIds(LOCAL_ACTOR);
  const trees = await Promise.all(
    ids.map((id) => context.conversations.read(LOCAL_ACTOR, asId<ConversationId>(id))),
  );
  return trees.flatMap((tree) => tree ?? []);
}

/** Deletes everything, as the settings do. */
export async function deleteAll(): Promise<void> {
  await call(routeOf('DELETE', '/api/conversations'));
}

/** The server's context on one of the two engines. */
export async function openOn(engine: string): Promise<TestContext> {
  if (engine === 'SQLite') return createTestContext();
  const database = await createTestDatabase();
  const opened = await createTestContext({ DATABASE_URL: database.url });
  const close = async () => {
    await opened.close();
    await database.drop();
  };
  return { ...opened, close };
}

export const ENGINES = ['SQLite', 'Postgres'];

/** For tests on a machine that does much else: a Postgres is started for them. */
export const WITH_PATIENCE = { timeout: 60_000 };

/** As `openOn`, closed when the test ends. */
export async function openFor(engine: string): Promise<TestContext> {
  const opened = await openOn(engine);
  onTestFinished(opened.close);
  return opened;
}
