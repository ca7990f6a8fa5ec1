import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { problemSchema } from '@/lib/protocol/problem';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { spoolBody } from '@/lib/server/transfer/spool-body';
import { openZip } from '@/lib/server/transfer/zip-archive';
import { uuidOf } from '../../support/messages';
import { openTestContext } from '../../support/test-context';
import { call, install, routeOf } from '../routes/routes';
import { allTrees, bytes, importReport, zip } from './transfer';

async function* inPieces(data: Uint8Array) {
  yield data;
}

async function open() {
  const opened = await openTestContext();
  install(opened.context);
  return opened;
}

/** How an import is refused. */
async function refusal(data: Uint8Array, headers: Record<string, string> = {}): Promise<string> {
  const response = await call(routeOf('POST', '/api/import'), { body: data, headers });
  const { code, status } = problemSchema.parse(await response.json());
  expect(status).toBe(response.status);
  return `${status} ${code}`;
}

const text = (value: unknown) => bytes(JSON.stringify(value));
const HEAD = { format: 'tenlens-export', version: 1, exportedAt: 0 };
const GOOD = zip({ 'tenlens.json': text({ ...HEAD, conversations: [] }) });
const MEBIBYTE = 1024 * 1024;

describe('an import is refused', () => {
  test.each([
    ['nothing', new Uint8Array(), '422 import-unknown'],
    ['blanks', bytes(' \n\t '), '422 import-unknown'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), '422 import-damaged'],
    ['words', bytes('hello'), '422 import-unknown'],
    ['a list of numbers', text([1, 2, 3]), '422 import-unknown'],
    ['an empty list', text([]), '422 import-unknown'],
    ['another object', text({ conversations: [] }), '422 import-unknown'],
    ['an empty object', text({}), '422 import-unknown'],
    ['half a document', bytes('[{"mapping":{}},{"mapp'), '422 import-damaged'],
    [
      'a text that is not UTF-8',
      new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]),
      '422 import-damaged',
    ],
    ['a zip of something else', zip({ 'a.txt': bytes('a') }), '422 import-unknown'],
    ['half a zip', GOOD.subarray(0, GOOD.length - 30), '422 import-damaged'],
    ['a newer export', text({ ...HEAD, version: 2, conversations: [] }), '422 import-newer'],
  ])('%s', async (_what, data, expected) => {
    await open();
    expect(await refusal(data)).toBe(expected);
  });

  test('an encoded body, and one that says it is too large', async () => {
    await open();
    expect(await refusal(gzipSync(GOOD), { 'content-encoding': 'gzip' })).toBe('415 request-type');
    const length = String(200 * MEBIBYTE + 1);
    expect(await refusal(GOOD, { 'content-length': length })).toBe('413 import-too-large');
  });
});

test('bytes of a zip that were changed are seen', async () => {
  await open();
  const document = text({ ...HEAD, exportedAt: 1111, conversations: [] });
  const stored = zip({ 'tenlens.json': [document, { level: 0 }] });
  const place = Buffer.from(stored).indexOf('1111');
  stored[place] = '2'.charCodeAt(0);
  expect(await refusal(stored)).toBe('422 import-damaged');
});

test('a bomb stops at the limit, whatever it says of its size', async () => {
  const bomb = zip({ 'bomb.json': [new Uint8Array(8 * MEBIBYTE), { level: 9 }] });
  // Its size in the directory, which is one entry and the end record.
  const place = bomb.length - 22 - 46 - 'bomb.json'.length + 24;
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(place, 10, true);
  const file = await spoolBody(inPieces(bomb), tmpdir());
  onTestFinished(() => file.close());
  const archive = await openZip(file, MEBIBYTE);
  const [entry] = archive.entries.values();
  if (!entry) throw new Error('no entry');
  expect(entry.bytes).toBe(10);
  let inflated = 0;
  const readAll = async () => {
    for await (const piece of archive.read(entry)) inflated += piece.length;
  };
  await expect(readAll()).rejects.toMatchObject({ code: 'import-too-large' });
  expect(inflated).toBeLessThanOrEqual(MEBIBYTE);
});

test('names in a zip are never paths', async () => {
  const opened = await open();
  const folder = opened.context.config.dataDirectory;
  const files = {
    '../../evil.txt': bytes('x'),
    '/etc/evil.txt': bytes('x'),
    '..\\evil': bytes('x'),
  };
  const document = text({ ...HEAD, conversations: [] });
  await importReport(zip({ ...files, 'tenlens.json': document }));
  expect(
    readdirSync(folder).filter((name) => name.includes('evil') || name.includes('import')),
  ).toEqual([]);
  expect(existsSync(join(folder, '../../evil.txt'))).toBe(false);
});

const message = (number: number, parent: number | null, facts: object = {}) => ({
  id: uuidOf(number),
  conversationId: uuidOf(1),
  parentId: parent === null ? null : uuidOf(parent),
  role: 'user',
  status: 'done',
  parts: [{ type: 'text', text: `text ${number}` }],
  createdAt: number,
  position: number,
  ...facts,
});
const conversation = (messages: object[], facts: object = {}) => ({
  id: uuidOf(1),
  title: 'A\u0000 title',
  headId: uuidOf(10),
  version: 1,
  createdAt: 1,
  updatedAt: 2,
  messages,
  attachments: [],
  ...facts,
});
const exportOf = (...conversations: object[]) => text({ ...HEAD, conversations });

describe('settings of an export', () => {
  const both = { systemPrompt: 'Theirs.', keepsLargest: true };
  const prompt = { systemPrompt: 'Theirs.', keepsLargest: false };
  const mine = { systemPrompt: 'Mine.', keepsLargest: false };
  const largest = { systemPrompt: '', keepsLargest: true };
  const none = { systemPrompt: '', keepsLargest: false };

  test.each([
    [both, none, 'imported', true, both],
    [both, largest, 'imported', false, both],
    [both, mine, 'kept', true, { systemPrompt: 'Mine.', keepsLargest: true }],
    [prompt, largest, 'imported', false, both],
    [largest, mine, 'none', true, { systemPrompt: 'Mine.', keepsLargest: true }],
    [{ systemPrompt: 'Theirs.', keepsLargest: 1 }, none, 'imported', false, prompt],
    [{ systemPrompt: 5, keepsLargest: true }, none, 'none', true, largest],
    ['all', none, 'none', false, none],
  ])(
    '%# are taken each by itself',
    async (settings, here, systemPrompt, keepsLargest, expected) => {
      const { context } = await open();
      await context.settings.write(LOCAL_ACTOR, here);
      const data = text({ ...HEAD, settings, conversations: [] });
      const told = { systemPrompt, keepsLargest };
      expect(await importReport(data, '?dryRun=1')).toMatchObject(told);
      expect(await context.settings.read(LOCAL_ACTOR)).toEqual(here);
      expect(await importReport(data)).toMatchObject(told);
      expect(await context.settings.read(LOCAL_ACTOR)).toEqual(expected);
    },
  );

  test('of a conversation are taken each by itself', async () => {
    const opened = await open();
    const right = { contextStrategy: 'stop', systemPrompt: 'Be brief.', tools: ['echo'] };
    const generation = { temperature: 7, topP: 0.5 };
    const wrong = { pinnedImages: ['x'], imageDetail: null, responseFormat: { type: 'xml' } };
    const settings = { ...right, generation, ...wrong, more: 1 };
    await importReport(
      exportOf(
        conversation([message(10, null)], { settings }),
        conversation([message(20, null)], { id: uuidOf(2), settings: [] }),
      ),
    );
    const trees = await allTrees(opened);
    const settingsOf = (id: string) =>
      trees.find(({ conversation: { id: other } }) => id === other)?.conversation.settings;
    expect(settingsOf(uuidOf(1))).toEqual({
      ...DEFAULT_CONVERSATION_SETTINGS,
      ...right,
      generation: { topP: 0.5 },
    });
    expect(settingsOf(uuidOf(2))).toEqual(DEFAULT_CONVERSATION_SETTINGS);
  });
});

describe('an export that somebody has changed', () => {
  test('a circle is cut, a lost parent is none, places that clash are made anew', async () => {
    const opened = await open();
    const messages = [
      message(10, 11),
      message(11, 10),
      message(12, 99),
      message(13, 12, { position: 12 }),
    ];
    await importReport(exportOf(conversation(messages)));
    const [tree] = await allTrees(opened);
    expect(tree?.conversation.title).toBe('A title');
    expect(tree?.messages.map(({ id, parentId, position }) => [id, parentId, position])).toEqual([
      [uuidOf(11), null, 0],
      [uuidOf(10), uuidOf(11), 1],
      [uuidOf(12), null, 2],
      [uuidOf(13), uuidOf(12), 3],
    ]);
  });

  test('an answer that was being written is one that was cut', async () => {
    const opened = await open();
    const call = { modelName: 'm', connectionLabel: 'c', isDemo: false, omissions: [] };
    const answer = message(11, 10, { role: 'assistant', status: 'streaming', call });
    await importReport(exportOf(conversation([message(10, null), answer])));
    const [tree] = await allTrees(opened);
    expect(tree?.messages.map(({ status }) => status)).toEqual(['done', 'cut']);
  });

  test('times that are none do not keep it out', async () => {
    const opened = await open();
    const times = { createdAt: 1e300, updatedAt: 12.4 };
    await importReport(exportOf(conversation([message(10, null, { createdAt: -0.2 })], times)));
    const [tree] = await allTrees(opened);
    expect(tree?.conversation).toMatchObject({ createdAt: 0, updatedAt: 12 });
  });

  test('one that cannot be read does not keep the others out', async () => {
    const opened = await open();
    const bad = conversation([message(20, null, { role: 'system' })], { title: 'Bad' });
    const good = conversation([message(10, null)], { id: uuidOf(2) });
    const report = await importReport(exportOf(bad, good, { title: 5 }));
    expect(report).toMatchObject({
      conversations: 1,
      skipped: [
        { title: 'Bad', reason: 'unreadable' },
        { title: '', reason: 'unreadable' },
      ],
    });
    expect(await allTrees(opened)).toHaveLength(1);
  });

  test('a document without its pictures says so in their place', async () => {
    const opened = await open();
    const attachment = {
      id: uuidOf(5),
      name: 'a.png',
      mediaType: 'image/png',
      width: 1,
      height: 1,
      bytes: 1,
    };
    const output = {
      text: 'Cut.',
      isError: false,
      ms: 1,
      images: [{ ...attachment, name: 'b.png' }],
    };
    const zoom = { type: 'tool', callId: 'c', name: 'zoom', input: {}, state: 'done', output };
    const call = { modelName: 'm', connectionLabel: 'c', isDemo: false, omissions: [] };
    const answer = { role: 'assistant', call, parts: [zoom] };
    const parts = [{ type: 'file', attachment }];
    const messages = [message(10, null, { parts }), message(11, 10, answer)];
    const data = exportOf(conversation(messages));
    const report = await importReport(data, '?dryRun=1');
    expect(await importReport(data)).toEqual({ ...report, isDryRun: false });
    expect(report).toMatchObject({
      pictures: 0,
      lostPictures: [
        { name: 'a.png', reason: 'missing' },
        { name: 'b.png', reason: 'missing' },
      ],
    });
    const [tree] = await allTrees(opened);
    expect(tree?.messages[0]?.parts).toEqual([
      { type: 'text', text: '[Picture “a.png” was not in the file that was imported]' },
    ]);
    const told = 'Cut.\n\n[Picture “b.png” was not in the file that was imported]';
    expect(tree?.messages[1]?.parts).toMatchObject([{ output: { text: told, images: [] } }]);
  });
});
