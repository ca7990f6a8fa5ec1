import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { CODE_LANGUAGES, type CodeRequest } from '@/lib/domain/code/code-request';
import { writeLiteral } from '@/lib/domain/code/literal';
import { TYPESCRIPT } from '@/lib/domain/code/typescript';
import { writeCode } from '@/lib/domain/code/write-code';
import { jsonObjectSchema } from '@/lib/protocol/json-value';
import { readPythonArguments } from '../../../support/code/read-python';

/** Pieces that quotes, shells, templates and here-documents read something into. */
const NASTY_PIECES = [
  ...["'", '"', '`', '\\', '$', '$(', '${', '}', '\n', '\r', '\nJSON\n', '\t', '\0', '%', '!', '#'],
  ...[
    '"""',
    "'''",
    '\u2028',
    '\u202e',
    '\ud800',
    '\udc00',
    '😀',
    '\u{e0041}',
    '\\U000e0041',
    '👩\u200d👧',
    '\u200d',
    '*/',
    '//',
    'picture:0',
    '__proto__',
  ],
];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...NASTY_PIECES, 'a')).map((pieces) => pieces.join('')),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** A body as it comes over the wire: no `-0`, no other kind of object. */
const body = fc
  .record({ model: text, messages: fc.constant([]), extra: value })
  .map((each) => jsonObjectSchema.parse(JSON.parse(JSON.stringify(each))));

const requestOf = (facts: Partial<CodeRequest>): CodeRequest => ({
  baseUrl: 'http://127.0.0.1:8000/v1',
  keyVariable: 'API_KEY',
  body: { model: 'ministral', messages: [] },
  pictures: [],
  ...facts,
});

test('a value in TypeScript is that value', () => {
  fc.assert(
    fc.property(body, (each) => {
      const result: unknown = runInNewContext(`JSON.stringify(${writeLiteral(each, TYPESCRIPT)})`);
      expect(result).toBe(JSON.stringify(each));
    }),
    { numRuns: 300 },
  );
});

test('arguments in Python are those of the body, known to the library or not', () => {
  fc.assert(
    fc.property(body, (each) => {
      const program = writeCode('python', requestOf({ body: each }));
      expect(JSON.stringify(readPythonArguments(program))).toBe(JSON.stringify(each));
    }),
    { numRuns: 300 },
  );
});

test('a key that JavaScript takes for an object’s prototype is a key', () => {
  const each = JSON.parse('{"__proto__":{"a":1},"b-c":2}');
  const written = writeLiteral(each, TYPESCRIPT);
  expect(runInNewContext(`JSON.stringify(${written})`)).toBe(JSON.stringify(each));
});

/** What a shell hands to `curl` for each of some programs. */
function bodiesInShell(programs: readonly string[], folder: string): unknown[] {
  const script = ["curl() { cat; printf '\\0'; }", ...programs].join('\n');
  writeFileSync(join(folder, 'all.sh'), script);
  const printed = execFileSync('sh', ['all.sh'], { cwd: folder, encoding: 'utf8' });
  return printed
    .split('\0')
    .slice(0, -1)
    .map((each) => JSON.parse(each));
}

function folderWithPicture(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "it's.png"), 'PNG');
  return folder;
}

test('a shell hands over the body, whatever stands in it', () => {
  const folder = folderWithPicture();
  fc.assert(
    fc.property(fc.array(body, { minLength: 20, maxLength: 40 }), (bodies) => {
      const programs = bodies.map((each) => writeCode('curl', requestOf({ body: each })));
      expect(bodiesInShell(programs, folder)).toEqual(bodies);
    }),
    { numRuns: 10 },
  );
});

test('so it does where it reads pictures into the body', () => {
  const folder = folderWithPicture();
  const pictures = [{ name: "it's.png", mediaType: 'image/png' }];
  const messageWith = (url: string) => ({
    role: 'user',
    content: [{ type: 'image_url', image_url: { url } }],
  });
  fc.assert(
    fc.property(fc.array(body, { minLength: 20, maxLength: 40 }), (bodies) => {
      const marked = bodies.map((each) => ({ ...each, messages: [messageWith('picture:0')] }));
      const programs = marked.map((each) => writeCode('curl', requestOf({ body: each, pictures })));
      const read = messageWith('data:image/png;base64,UE5H');
      const expected = bodies.map((each) => ({ ...each, messages: [read] }));
      expect(bodiesInShell(programs, folder)).toEqual(expected);
    }),
    { numRuns: 10 },
  );
});

test('nothing in a program is hidden from who reads it', () => {
  const hidden = 'a\u202eb\u2066c\u200bd\ufeffe\u0085f\u2028g\u3164h\u034fi\u200d👩\u200d👧';
  const shown =
    'a\\u202eb\\u2066c\\u200bd\\ufeffe\\u0085f\\u2028g\\u3164h\\u034fi\\u200d👩\u200d👧';
  for (const language of CODE_LANGUAGES) {
    const messages = [{ role: 'user', content: `${hidden}\u{e0041}` }];
    const program = writeCode(language, requestOf({ body: { model: 'm', messages } }));
    const tag = language === 'python' ? '\\U000e0041' : '\\udb40\\udc41';
    expect(program, language).toContain(shown + tag);
  }
});

test('a server without a key is asked without one; without an address it is left to the environment', () => {
  for (const language of CODE_LANGUAGES) {
    expect(writeCode(language, requestOf({})), language).toContain('API_KEY');
    const open = writeCode(language, requestOf({ keyVariable: null }));
    expect(open, language).not.toContain('API_KEY');
    expect(open, language).not.toMatch(/Authorization|undefined/);
    const nowhere = writeCode(language, requestOf({ baseUrl: null }));
    expect(nowhere, language).toContain('OPENAI_BASE_URL');
    expect(nowhere, language).not.toContain('http');
  }
});
