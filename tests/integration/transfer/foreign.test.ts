import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import type { StoredTree } from '@/lib/server/conversation-store/conversation-store';
import { readFixture } from '../../fixtures/images/read-fixture';
import { install } from '../routes/routes';
import { allTrees, bytes, ENGINES, importReport, openFor, WITH_PATIENCE, zip } from './transfer';

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url)), 'utf8');

const CHATGPT = zip({
  'conversations.json': bytes(read('chatgpt.json')),
  'chat.html': bytes('<script>alert(1)</script>'),
  'user-x/file_0000000000a1-sanitized.png': readFixture('tile-01.png'),
  'file-AbC123-coins.png': readFixture('corrupt.png'),
  'file_b0a7.dat': readFixture('tile-02.png'),
});
const OPEN_WEBUI = bytes(
  read('open-webui.json').replace(
    'PICTURE',
    Buffer.from(readFixture('tile-01.png')).toString('base64'),
  ),
);

/** Who said what below what, as one line a message. */
function outline({ conversation, messages }: StoredTree): string[] {
  const numbers = new Map(messages.map(({ id }, index) => [id, index]));
  return messages.map((message) => {
    const parent = message.parentId === null ? '-' : numbers.get(message.parentId);
    const parts = message.parts.map((part) =>
      part.type === 'file'
        ? `<${part.attachment.name}>`
        : `${part.type}:${'text' in part ? part.text : ''}`,
    );
    const head = message.id === conversation.headId ? '*' : '';
    const made =
      message.role === 'user' ? '' : ` ${message.call.connectionLabel}/${message.call.modelName}`;
    return `${parent} ${message.role} ${message.status}${made} ${parts.join(' | ')}${head}`;
  });
}

describe.each(ENGINES)('on %s', WITH_PATIENCE, (engine) => {
  test("ChatGPT's export comes in with its tree and pictures, once", async () => {
    const opened = await openFor(engine);
    install(opened.context);
    const tried = await importReport(CHATGPT, '?dryRun=1');
    expect(tried).toMatchObject({ format: 'chatgpt', isDryRun: true, conversations: 2 });
    expect(await allTrees(opened)).toEqual([]);

    const report = await importReport(CHATGPT);
    expect(report).toMatchObject({
      conversations: 2,
      existing: 0,
      pictures: 1,
      skipped: [
        { title: 'Nothing said', reason: 'empty' },
        { title: 'Of another form', reason: 'unreadable' },
      ],
      lostPictures: [
        { title: 'A receipt from the café', name: 'menu.pdf', reason: 'other-file' },
        { title: 'A receipt from the café', name: 'coins.png', reason: 'damaged' },
        { title: 'A picture by the model', name: 'file_b0a7', reason: 'other-file' },
      ],
    });
    const trees = await allTrees(opened);
    const receipt = trees.find(({ conversation }) => conversation.title.startsWith('A receipt'));
    expect(receipt && outline(receipt)).toEqual([
      '- user done text:[“menu.pdf” was not imported] | <receipt.png> | text:[Picture “coins.png” was damaged and could not be imported] | text:What did I pay?',
      '0 assistant done ChatGPT/gpt-5-thinking reasoning:The total is at the bottom. | text:You paid 12.40 in cash.',
      '1 user done text:And the tip?',
      '2 assistant stopped ChatGPT/gpt-5 text:There was*',
      '2 assistant done ChatGPT/gpt-5 text:None.',
    ]);
    expect(receipt?.conversation).toMatchObject({
      createdAt: 1_760_000_000_500,
      updatedAt: 1_760_000_100_000,
    });

    const place = { before: null, limit: 10 };
    const { hits } = await opened.context.search.search(LOCAL_ACTOR, 'paid cash', place);
    expect(hits).toHaveLength(1);

    const again = await importReport(CHATGPT);
    expect(again).toMatchObject({ conversations: 0, existing: 2, pictures: 0, skippedCount: 2 });
    expect(await allTrees(opened)).toEqual(trees);
  });

  test("Open WebUI's export comes in with its tree and pictures, once", async () => {
    const opened = await openFor(engine);
    install(opened.context);
    expect(await importReport(OPEN_WEBUI)).toMatchObject({
      format: 'open-webui',
      conversations: 1,
      messages: 4,
      pictures: 1,
      skipped: [{ title: 'Broken', reason: 'unreadable' }],
      lostPictures: [
        { name: 'lost.png', reason: 'missing' },
        { name: 'notes.txt', reason: 'other-file' },
      ],
    });
    const [tree] = await allTrees(opened);
    expect(tree?.conversation).toMatchObject({ archived: true, pinned: false });
    expect(tree && outline(tree)).toEqual([
      '- user done <image-1> | text:[Picture “lost.png” was not in the file that was imported] | text:[“notes.txt” was not imported] | text:Which colour is it?',
      '0 assistant done Open WebUI/Ministral 3 14B reasoning:It is <red>.\nSurely. | text:Red.',
      '0 assistant cut Open WebUI/ministral-3:3b text:Bl',
      '1 user done text:Thanks*',
    ]);
    expect(await importReport(OPEN_WEBUI)).toMatchObject({ conversations: 0, existing: 1 });
  });
});

test('one chat of Open WebUI alone, and an export in several documents', async () => {
  const opened = await openFor('SQLite');
  install(opened.context);
  const [chat] = JSON.parse(new TextDecoder().decode(OPEN_WEBUI));
  expect(await importReport(bytes(JSON.stringify(chat)))).toMatchObject({ conversations: 1 });
  const [first, ...others] = JSON.parse(read('chatgpt.json'));
  const parts = zip({
    'a/conversations-000.json': bytes(JSON.stringify([first])),
    'a/conversations-001.json': bytes(JSON.stringify(others)),
    '__MACOSX/a/._conversations-000.json': bytes('junk'),
  });
  expect(await importReport(parts)).toMatchObject({
    format: 'chatgpt',
    conversations: 2,
    skippedCount: 2,
  });
  expect(await opened.context.transfers.conversationIds(LOCAL_ACTOR)).toHaveLength(3);
});
