import { expect, test } from 'vitest';
import { writeCode } from '@/lib/domain/code/write-code';
import { CODE_PROMPTS, NODE_LANGUAGES, writtenRequest } from '../../support/code/code-prompts';
import { programFolder } from '../../support/code/run-program';

test('programs fit the types of their libraries', { timeout: 120_000 }, async () => {
  const folder = programFolder([], {});
  const written = await Promise.all(
    Object.values(CODE_PROMPTS).map((prompt) => writtenRequest('http://127.0.0.1:9/v1', prompt)),
  );
  const [first] = written;
  const odd = { random_seed: 7, tool_choice: 'any' };
  const programs = written.flatMap(({ fromFiles, body }) =>
    NODE_LANGUAGES.flatMap((language) => [
      writeCode(language, fromFiles),
      writeCode(language, { ...fromFiles, baseUrl: null, keyVariable: null }),
      ...(first?.body === body
        ? [writeCode(language, { ...fromFiles, body: { ...body, ...odd } })]
        : []),
    ]),
  );
  expect(await folder.compileTypeScript(programs)).toBe('');
});
