import { expect, test } from './fixtures';

const ANSWER = `| item | price |
|:-----|------:|
| tea  |  2.50 |

- [x] read
- [ ] check

\`\`\`typescript
const total = 2.5;
\`\`\`

$$
x^2 + y^2 = z^2
$$

It costs $5 and $6, and \\(a^2\\) is a square; \\[ b^3 \\]

<img src="https://tracker.invalid/raw.png" onerror="window.hacked = true"> <script>window.hacked = true</script>

![a chart](https://tracker.invalid/p.png)

[the manual](https://docs.example.com/path?query=1) and [run](javascript:window.hacked=true) and https://bare.example.org/page
`;

test('an answer is shown as Markdown, and nothing in it runs or loads anything', async ({
  chat,
  upstream,
}) => {
  const { lastAnswer, page } = chat;
  upstream.script(ANSWER);
  await chat.ask('Everything, please');

  const table = lastAnswer.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['item', 'price']);
  await expect(table.getByRole('cell', { name: '2.50' })).toBeVisible();
  await expect(lastAnswer.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(lastAnswer.getByRole('checkbox', { checked: false })).toHaveCount(1);
  const code = lastAnswer.locator('pre code');
  await expect(code).toHaveText('const total = 2.5;');
  await expect(code.locator('span').filter({ hasText: /^const$/ })).toHaveCount(1);

  await expect(lastAnswer.locator('.katex')).toHaveCount(3);
  await expect(lastAnswer.locator('.katex-display')).toHaveCount(2);
  await expect(lastAnswer.getByText('It costs $5 and $6, and')).toBeVisible();

  await expect(lastAnswer.getByText('<img src="https://tracker.invalid/raw.png"')).toBeVisible();
  await expect(lastAnswer.getByText('<script>window.hacked = true</script>')).toBeVisible();
  await expect(lastAnswer.locator('img, script, iframe, style')).toHaveCount(0);
  await lastAnswer.getByRole('button', { name: /^a chart \(picture on tracker\.invalid/ }).click();
  await expect(
    lastAnswer.getByText('https://tracker.invalid/p.png', { exact: true }),
  ).toBeVisible();

  const link = lastAnswer.getByRole('link', { name: 'the manual' });
  await expect(link).toHaveAttribute('href', 'https://docs.example.com/path?query=1');
  await expect(lastAnswer.getByText('(docs.example.com)')).toBeVisible();
  for (const one of await lastAnswer.getByRole('link').all()) {
    await expect(one).toHaveAttribute('target', '_blank');
    await expect(one).toHaveAttribute('rel', /noopener/);
    await expect(one).toHaveAttribute('rel', /noreferrer/);
    await expect(one).toHaveAttribute('href', /^https:/);
  }
  await expect(lastAnswer.getByRole('link', { name: 'run' })).toHaveCount(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);

  await page.reload();
  await expect(lastAnswer.locator('.katex')).toHaveCount(3);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});

test('what is finished stays as it is while the rest is written', async ({ chat, upstream }) => {
  upstream.script(`First paragraph.\n\n| a |\n|---|\n| 1 |\n\n${'more '.repeat(90)}the end.`);
  await chat.start('Write on');
  const first = chat.lastAnswer.getByText('First paragraph.');
  await expect(chat.lastAnswer).toContainText('more more more');
  const changes = await first.evaluateHandle((element) => {
    const records: MutationRecord[] = [];
    const table = element.closest('article')?.querySelector('table');
    const observer = new MutationObserver((list) => records.push(...list));
    for (const node of [element, table]) {
      if (node) observer.observe(node, { subtree: true, childList: true, characterData: true });
    }
    return { records, hasTable: table !== null, isThere: () => element.isConnected };
  });
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('the end.');
  const seen = await changes.evaluate(({ records, hasTable, isThere }) => ({
    hasTable,
    isThere: isThere(),
    changes: records.length,
  }));
  expect(seen).toEqual({ hasTable: true, isThere: true, changes: 0 });
});

test('for who wants less motion another theme is there at once', async ({ chat, upstream }) => {
  upstream.script(ANSWER);
  await chat.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await chat.ask('Write');
  const moving = await chat.page.evaluate(() => {
    document.documentElement.classList.toggle('dark');
    return document.getAnimations().length;
  });
  expect(moving).toBe(0);
});
