import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { CodeRequest } from '@/lib/domain/code/code-request';
import { writeCode } from '@/lib/domain/code/write-code';
import {
  CODE_PROMPTS,
  NODE_LANGUAGES,
  type WrittenRequest,
  writtenRequest,
} from '../../support/code/code-prompts';
import { readPythonArguments } from '../../support/code/read-python';
import { hasPython, type ProgramFolder, programFolder } from '../../support/code/run-program';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const KEY = 'nvapi-planted-key-0123456789';
const LIMIT = { timeout: 120_000 };

const { upstream } = startTestUpstream();
let isPythonHere = false;
beforeAll(async () => {
  isPythonHere = await hasPython();
});

/** Every prompt with its pictures in files, and once more in the program where it has some. */
const CASES = Object.entries(CODE_PROMPTS).flatMap(([name, prompt]) => {
  const hasPictures = prompt.messages.some(
    (message) => message.role === 'user' && message.parts.some(({ type }) => type === 'image'),
  );
  const ways = hasPictures ? (['fromFiles', 'inline'] as const) : (['fromFiles'] as const);
  return ways.map((way) => [name, way, prompt] as const);
});

const callSchema = z.object({ call: z.literal('picture'), values: z.array(z.string()) });

/** Calls of `picture` as the data URLs that they give. */
function withPictures(value: unknown, { pictures }: CodeRequest): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member) => {
    const parsed = callSchema.safeParse(member);
    if (!parsed.success) return member;
    const [name, mediaType] = parsed.data.values;
    const { base64 } = pictures.find((picture) => picture.name === name) ?? {};
    return `data:${mediaType};base64,${base64}`;
  });
}

async function runAgainstSimulator(
  folder: ProgramFolder,
  request: CodeRequest,
  { body }: WrittenRequest,
): Promise<void> {
  for (const language of ['curl', ...NODE_LANGUAGES] as const) {
    upstream().requests.clear();
    const printed = await folder.run(language, writeCode(language, request));
    expect(printed.trim(), language).not.toBe('');
    const [received, ...others] = upstream().requests.items;
    expect(others, language).toEqual([]);
    expect(received?.path, language).toBe('/v1/chat/completions');
    expect(received?.headers.authorization, language).toBe('[redacted]');
    expect(received?.body, language).toEqual(body);
  }
}

async function checkPython(
  folder: ProgramFolder,
  request: CodeRequest,
  { body, inline }: WrittenRequest,
): Promise<void> {
  const program = writeCode('python', request);
  expect(withPictures(readPythonArguments(program), inline)).toEqual(body);
  if (!isPythonHere) return;
  await folder.compilePython(program);
  // With a stand-in for the library, which says what it was called with.
  expect(JSON.parse(await folder.run('python', program))).toEqual(body);
}

test.each(CASES)('%s, %s: every program sends what we send', LIMIT, async (_name, way, prompt) => {
  upstream().script('{"total": 3, "items": []}');
  const written = await writtenRequest(`${upstream().origin}/vllmNew/v1`, prompt);
  const folder = programFolder(written.inline.pictures, { API_KEY: KEY });
  await runAgainstSimulator(folder, written[way], written);
  await checkPython(folder, written[way], written);
});
