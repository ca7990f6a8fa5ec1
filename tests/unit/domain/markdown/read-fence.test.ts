import { expect, it } from 'vitest';
import { readFence } from '@/lib/domain/markdown/read-fence';

it.each([
  ['```js\nlet a;\n```\n', 'js', 'let a;'],
  ['```\nplain\n```', null, 'plain'],
  ['~~~~ python title="x"\n```\n~~~\n~~~~\n\n', 'python', '```\n~~~'],
  ['  ```c++\n  a\n    b\n c\n  ```\n', 'c++', 'a\n  b\nc'],
  ['```js\nunfinished\n\nmore\n', 'js', 'unfinished\n\nmore'],
  ['```js\r\nwindows\r\n```\r\n', 'js', 'windows'],
  ['```', null, ''],
  ['```{.python}\na\n```', null, 'a'],
  ['\n\n```js\na\n```\n', 'js', 'a'],
])('reads %j', (source, language, code) => {
  expect(readFence(source)).toEqual({ language, code });
});
