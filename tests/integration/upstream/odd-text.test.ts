import { expect, test } from 'vitest';
import { askServer, MODELS, requestOf } from '../../support/upstream/ask-provider';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { upstream } = startTestUpstream({ profile: 'vllmNew' });

async function ask(scenario: string) {
  upstream().use(scenario);
  const request = requestOf(MODELS.vllmNew);
  const { text, reasoning, damaged } = await askServer(upstream().url, 'vllmNew', request);
  return { text, reasoning, damaged };
}

const intact = (text: string, reasoning = '') => ({ text, reasoning, damaged: 0 });

test.each([
  ['raw-thinking', intact('A [box] stands there.', 'I look at it.')],
  ['reasoning', intact('A box.', 'I look at it.')],
  ['lone-surrogate', intact('a\ufffdb')],
  ['split-surrogate', intact('a\u{1f600}b')],
  ['nul', intact('ab')],
  ['bad-utf8', intact('a\ufffd(b')],
])('%s', async (scenario, expected) => {
  expect(await ask(scenario)).toEqual(expected);
});

test('a frame that cannot be read is skipped and noted once', async () => {
  upstream().script(['one ', 'two ', 'three']);
  expect(await ask('bad-json')).toEqual({ text: 'one two three', reasoning: '', damaged: 1 });
});

test.each(['cut-every-byte', 'cut-odd', 'cut-random', 'line-ends', 'pings', 'batches', 'gzip'])(
  '%s changes nothing',
  async (scenario) => {
    upstream().script('Größe: 5 € · 図 · 👩‍🔬 [TH is no mark]\n\n```ts\nlet a = 1;\n```');
    expect(await ask(scenario)).toEqual(
      intact('Größe: 5 € · 図 · 👩‍🔬 [TH is no mark]\n\n```ts\nlet a = 1;\n```'),
    );
  },
);
