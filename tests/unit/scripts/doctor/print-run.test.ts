import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

type PrintRun = { headLines(offer: object): readonly string[] };

test.each([
  [true, 'on a key that may be billed'],
  [false, 'on your own server'],
])('the price comes before every run (metered: %s)', async (isMetered, whose) => {
  const path = pathToFileURL('scripts/doctor/print-run.mjs').href;
  const { headLines }: PrintRun = await import(/* @vite-ignore */ path);
  const offer = { label: 'Lab', address: 'http://lab/v1', isMetered, requests: 19, tokens: 9_000 };
  expect(headLines(offer)).toEqual([
    'Lab · http://lab/v1',
    `Uses up to 19 requests and about 9000 tokens, ${whose}.`,
    '',
  ]);
});
