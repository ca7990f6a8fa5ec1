import { expect, test } from 'vitest';
import { plainLine } from '@/lib/domain/search/plain-line';

test.each([
  ['## The bill\n\nIt is **12.50 EUR**.', 'The bill It is 12.50 EUR.'],
  ['> quoted\n> twice', 'quoted twice'],
  ['| name | price |\n| :--- | ---: |\n| Tea | 2 |', 'name · price Tea · 2'],
  ['Run `npm start`:\n\n```sh\nnpm start\n```', 'Run npm start: npm start'],
  ['__init__ and snake_case stay', 'init and snake_case stay'],
  ['2 ** 3 and a || b and a*b', '2 ** 3 and a || b and a*b'],
  ['---', ''],
  ['- one\n- two', '- one - two'],
])('%j reads %j', (text, line) => {
  expect(plainLine(text)).toBe(line);
});

test.each([' ', '**a ', '> ', '|', '| ', '`a', '--- '])('a text of only %j ends soon', (piece) => {
  const text = piece.repeat(200_000);
  expect(plainLine(text).length).toBeLessThanOrEqual(text.length);
});
