import { describe, expect, test } from 'vitest';
import { documentOf } from '@/lib/domain/transfer/conversation-document';
import { contentDisposition, fileStemOf } from '@/lib/domain/transfer/export-file-name';
import { htmlDocument } from '@/lib/domain/transfer/html-document';
import { markdownDocument } from '@/lib/domain/transfer/markdown-document';
import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import { answerOf, attachmentOf, messageIdOf, questionOf } from '../../../support/messages';
import { XSS_PAYLOADS } from '../../components/markdown/xss-payloads';

const words: TransferWords = {
  language: 'en',
  untitled: 'Untitled',
  you: 'You',
  assistant: 'Assistant',
  reasoning: 'Reasoning',
  exportedFrom: 'Exported',
  otherVersions: (count) => `${count} elsewhere`,
  pictureMissing: (name) => `[${name} missing]`,
  pictureRefused: (name) => `[${name} refused]`,
  fileLeftOut: (name) => `[${name} left out]`,
  toolCalled: (name) => `Tool ${name}`,
};
const options = { words, formatTime: (time: number) => `at ${time}` };
const [shown, lost] = [attachmentOf(1, { name: 'a] "b" <c>.png' }), attachmentOf(2)];

const MESSAGES = [
  questionOf({ number: 1 }, 'What is *this*?', [shown, lost]),
  answerOf({ number: 2 }, [
    { type: 'reasoning', text: 'Let me\nsee.' },
    { type: 'text', text: '# A chart' },
  ]),
  answerOf({ number: 3, parent: 1 }, 'Another version'),
];
const tree = { title: '<b>Chart</b> & *more*', headId: messageIdOf(2), updatedAt: 9 };
const document = documentOf(tree, MESSAGES);

test('Markdown holds the branch in view as it was written, and says what else there is', () => {
  const text = markdownDocument(document, options, (id) =>
    id === shown.id ? 'images/1.png' : undefined,
  );
  expect(text).toBe(`# \\<b\\>Chart\\</b\\> \\& \\*more\\*

*Exported · at 9 · 1 elsewhere*

## You · at 1

![a\\] "b" \\<c\\>.png](images/1.png)

\\[picture-2.png missing\\]

What is *this*?

## Assistant \\(Fake · Ministral 3 14B Instruct\\) · at 2

> **Reasoning**
>
> Let me
> see.

# A chart
`);
});

test('what a tool was given and gave back is no Markdown', () => {
  const output = { isError: false, ms: 1, images: [], text: '![x](//a.b)\r\n````\r# Not\n~~~' };
  const call = { type: 'tool', callId: 'c', name: 'get_page', state: 'done', output } as const;
  const answer = answerOf({ number: 2 }, [{ ...call, input: { url: '<b>' } }]);
  const asked = [questionOf({ number: 1 }, 'Look.'), answer];
  const text = markdownDocument(documentOf(tree, asked), options, () => undefined);
  expect(text.split('\n').slice(-9)).toEqual([
    '> **Tool get\\_page**',
    '>',
    '> `````',
    '> {"url":"<b>"}',
    '> → ![x](//a.b)\r',
    '> ````\r> # Not',
    '> ~~~',
    '> `````',
    '',
  ]);
});

describe('HTML', () => {
  const page = (messages: typeof MESSAGES, title = tree.title) =>
    htmlDocument(documentOf({ ...tree, title }, messages), options, 'sha256-x')
      .map((piece) => (typeof piece === 'string' ? piece : 'data:image/png;base64,AA=='))
      .join('');

  test('has a policy that forbids all but its own pictures and style', () => {
    expect(page(MESSAGES)).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-x'; base-uri 'none'; form-action 'none'">`,
    );
  });

  test('shows pictures in their place, with their names as text', () => {
    expect(page(MESSAGES)).toContain(
      'alt="a] &quot;b&quot; &lt;c&gt;.png" src="data:image/png;base64,AA=="',
    );
  });

  test.each(XSS_PAYLOADS)('%j makes no tag of its own', (payload) => {
    const tags = (text: string) => text.match(/<[^>]*>/g)?.map((tag) => tag.split(/[\s>]/)[0]);
    const messages = [
      questionOf({ number: 1 }, payload, [attachmentOf(1, { name: payload })]),
      answerOf({ number: 2 }, [
        { type: 'reasoning', text: payload },
        { type: 'text', text: payload },
      ]),
    ];
    const harmless = [
      questionOf({ number: 1 }, 'x', [attachmentOf(1)]),
      answerOf({ number: 2 }, [
        { type: 'reasoning', text: 'x' },
        { type: 'text', text: 'x' },
      ]),
    ];
    expect(tags(page(messages, payload))).toEqual(tags(page(harmless, 'x')));
  });
});

describe('file names', () => {
  test.each([
    ['A/B: "c"?', 'A B c'],
    ['..', 'fallback'],
    ['', 'fallback'],
    ['CON', 'fallback'],
    ['a.b.', 'a b'],
    ['Ein Café ☕', 'Ein Café ☕'],
    ['x'.repeat(300), 'x'.repeat(60)],
  ])('%j is saved as %j', (title, stem) => {
    expect(fileStemOf(title, 'fallback')).toBe(stem);
  });

  test('are told in both ways a browser may read', () => {
    expect(contentDisposition('Café "☕" 100%.zip')).toBe(
      `attachment; filename="Caf_ ___ 100_.zip"; filename*=UTF-8''Caf%C3%A9%20%22%E2%98%95%22%20100%25.zip`,
    );
  });
});
