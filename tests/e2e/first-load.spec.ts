import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';

const MOST_BYTES = 300_000;

test('the chat page loads at most 300 KB of scripts, compressed', async ({ app }) => {
  const html = await (await fetch(app.url)).text();
  // A browser that knows modules, as all that can run the app do, never loads what is for the others.
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/\bnomodule\b/i.test(tag));
  const sources = tags.flatMap((tag) => {
    const [, source] = /(?:src|href)="([^"]+\.js[^"]*)"/.exec(tag) ?? [];
    return source === undefined ? [] : [source];
  });
  const sizes = await Promise.all(
    [...new Set(sources)].map(async (source) => {
      const answer = await fetch(new URL(source, app.url));
      expect(answer.status, source).toBe(200);
      return { source, bytes: gzipSync(Buffer.from(await answer.arrayBuffer())).length };
    }),
  );
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const list = sizes
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ source, bytes }) => `${String(bytes).padStart(8)} ${source}`)
    .join('\n');
  expect(sizes.length).toBeGreaterThan(3);
  expect(total, `scripts of the first load, bytes after gzip:\n${list}`).toBeLessThanOrEqual(
    MOST_BYTES,
  );
});
