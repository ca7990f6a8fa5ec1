import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/server/actor';
import type { ConversationStore } from '@/lib/server/conversation-store/conversation-store';
import type { SearchIndex } from '@/lib/server/search/search-index';
import type { attachmentOf } from '../../support/messages';
import { ANNA, BERT, questionTurn, storeTurn } from '../conversation-store/turns';

export type OpenedSearch = {
  readonly store: ConversationStore;
  readonly search: SearchIndex;
  /** What the store takes for now; each turn is a millisecond later. */
  readonly clock: { now: number };
  addAttachment(actor: Actor, name: string): Promise<ReturnType<typeof attachmentOf>>;
  close(): Promise<void>;
};

/** Words in many scripts, each text under its own name. */
const TEXTS = {
  english: 'The quick brown fox reads a receipt: total 12.50 EUR',
  german: 'Die Straße führt über den Fluß nach Köln',
  french: 'Où est la crème brûlée ? Déjà mangée',
  arabic: 'كِتَابٌ عَلَى الطَّاوِلَة',
  chinese: '今天天气很好，我们去公园散步',
  japanese: '東京タワーの写真を見てください',
  korean: '한국어로 질문합니다 영수증 합계',
  emoji: 'Party 🎉 at noon',
  code: 'const parsedAnswer = readChunk(log_file, 0x1F);',
  wide: 'ＦＵＬＬ ｗｉｄｔｈ １２３',
} as const;

type Name = keyof typeof TEXTS;

/** What a search finds, newest first. */
const SEARCHES: readonly (readonly [query: string, found: readonly Name[]])[] = [
  ['receipt', ['english']],
  ['RECEIPT fox', ['english']],
  ['fox cat', []],
  ['rec', ['english']],
  ['rec fox', []],
  ['strasse', ['german']],
  ['fluss köln', ['german']],
  ['koln', ['german']],
  ['creme brulee', ['french']],
  ['CRÈME', ['french']],
  ['كتاب', ['arabic']],
  ['天气', ['chinese']],
  ['公园散步', ['chinese']],
  ['天园', []],
  ['写真', ['japanese']],
  ['タワー', ['japanese']],
  ['東京', ['japanese']],
  ['영수증', ['korean']],
  ['질문', ['korean']],
  ['🎉', ['emoji']],
  ['parsedanswer', ['code']],
  ['log_file', ['code']],
  ['full width 123', ['wide']],
  ['"brown fox"', ['english']],
  ['"fox brown"', []],
  ['12', ['wide', 'english']],
  ['', []],
  ['!?', []],
  ["'; drop table search_entry; --", []],
  ['" OR * NEAR(', []],
];

/** What a search promises, on whatever engine. */
export function describeSearch(open: () => Promise<OpenedSearch>): void {
  let opened: OpenedSearch;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const ask = async (text: string, actor: Actor = ANNA) => {
    const { hits } = await opened.search.search(actor, text, { before: null, limit: 50 });
    return hits;
  };
  const store = (facts: Parameters<typeof questionTurn>[0] = {}, actor: Actor = ANNA) => {
    opened.clock.now += 1;
    return storeTurn(opened.store, questionTurn(facts), actor);
  };
  const end = (turn: Awaited<ReturnType<typeof store>>, words: string) =>
    opened.store.saveAnswer(ANNA, turn.answer.id, {
      parts: [
        { type: 'reasoning', text: 'thoughtful' },
        { type: 'text', text: words },
      ],
      status: 'done',
    });

  describe('in many scripts', () => {
    test('finds the same everywhere', async () => {
      const names = new Map<string, Name>();
      const { conversationId } = await store({ text: 'root' });
      for (const [name, text] of Object.entries(TEXTS)) {
        const { questionId } = await store({ conversationId, text });
        names.set(questionId, name as Name);
      }
      const found = [];
      for (const [query] of SEARCHES) {
        const hits = await ask(query);
        found.push([query, hits.map(({ messageId }) => names.get(messageId ?? ''))]);
      }
      expect(found).toEqual(SEARCHES);
    });
  });

  test('a title, a question, an answer and the name of a picture are found, newest first', async () => {
    const picture = await opened.addAttachment(ANNA, 'zebra-holiday.jpg');
    const turn = await store({ text: 'A zebra here', attachments: [picture] });
    const later = await store({ conversationId: turn.conversationId, text: 'nothing' });
    await end(later, 'Another zebra');
    const hits = await ask('zebra');
    expect(hits.map(({ kind, messageId }) => [kind, messageId])).toEqual([
      ['answer', later.answer.id],
      ['question', turn.questionId],
      ['title', null],
    ]);
    expect(hits.every(({ conversationId }) => conversationId === turn.conversationId)).toBe(true);
    expect((await ask('holiday')).map(({ messageId }) => messageId)).toEqual([turn.questionId]);
    const [first] = hits;
    const [from, to] = first?.snippet.marks[0] ?? [];
    expect(first?.snippet.text.slice(from, to)).toBe('zebra');
  });

  test('an answer is found when it has ended, and also one that was cut', async () => {
    const turn = await store();
    expect(await ask('pineapple')).toEqual([]);
    await end(turn, 'pineapple');
    expect(await ask('pineapple')).toHaveLength(1);
  });

  test('a renamed title is found by its new words alone', async () => {
    const { conversationId } = await store({ text: 'first words' });
    await opened.store.change(ANNA, conversationId, { title: 'Renamed thing', version: 1 });
    expect((await ask('renamed')).map(({ kind }) => kind)).toEqual(['title']);
    expect((await ask('first words')).map(({ kind }) => kind)).toEqual(['question']);
  });

  test('what is deleted is found no more, what is archived is', async () => {
    const gone = await store({ text: 'mango' });
    const kept = await store({ text: 'mango too' });
    await opened.store.change(ANNA, kept.conversationId, { archived: true, version: 1 });
    await opened.store.remove(ANNA, gone.conversationId);
    const hits = await ask('mango');
    expect(new Set(hits.map(({ conversationId }) => conversationId))).toEqual(
      new Set([kept.conversationId]),
    );
    await opened.store.removeAll(ANNA);
    expect(await ask('mango')).toEqual([]);
  });

  test('a fork is found as well', async () => {
    const turn = await store({ text: 'papaya' });
    await end(turn, 'yes');
    const source = { id: turn.conversationId, messageId: turn.answer.id };
    const fork = await opened.store.fork(ANNA, source);
    const hits = await ask('papaya');
    expect(hits.map(({ conversationId }) => conversationId)).toContain(fork.id);
    expect(hits).toHaveLength(4);
  });

  test('nobody finds what is somebody else’s', async () => {
    await store({ text: 'secret' }, BERT);
    expect(await ask('secret')).toEqual([]);
    expect(await ask('secret', BERT)).not.toEqual([]);
  });

  test('pages follow each other without gap or doubling', async () => {
    const { conversationId } = await store({ text: 'root' });
    const ids = [];
    for (let count = 0; count < 7; count += 1) {
      ids.push((await store({ conversationId, text: 'guava' })).questionId);
    }
    const found = [];
    let before = null;
    do {
      const page: Awaited<ReturnType<SearchIndex['search']>> = await opened.search.search(
        ANNA,
        'guava',
        { before, limit: 3 },
      );
      found.push(...page.hits.map(({ messageId }) => messageId));
      before = page.next;
    } while (before);
    expect(found).toEqual(ids.reverse());
  });
}
