import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { MODELS, makePicture } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import type { ProfileName } from '../../support/upstream/profile';
import {
  chatAt,
  dataUrl,
  deltasOf,
  KEY,
  picture,
  promptTokensOf,
  send,
  textOf,
  user,
} from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';

const { chat, under, upstream } = startTestUpstream();
const STREAM = { stream: true };
const SCRIPT = 'Grüße 😀 aus „Köln“: 日本';

/** The writes of an answer as they arrive, for what `fetch` would join. */
function readWrites(scenario: string): Promise<readonly Buffer[]> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ model: MODELS.vllmNew, messages: [user('Hi')], stream: true });
    const headers = { 'x-scenario': scenario };
    const url = `${upstream().origin}/vllmNew/v1/chat/completions`;
    const sent = httpRequest(url, { method: 'POST', headers }, (response) => {
      const writes: Buffer[] = [];
      response.on('data', (piece: Buffer) => writes.push(piece));
      response.on('end', () => resolve(writes));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test(box('streams: declared as an event stream in UTF-8'), async () => {
  const { headers } = await chat('vllmNew', STREAM);
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
});

test(box('streams: cut at every byte, inside characters and inside data:'), async () => {
  upstream().script(SCRIPT);
  const writes = await readWrites('cut-every-byte');
  const whole = Buffer.concat(writes).toString('utf8');
  // Writes may be joined on their way, never all of them.
  expect(writes.length).toBeGreaterThan(10);
  expect(textOf({ text: whole })).toBe(SCRIPT);
  const odd = await readWrites('cut-odd');
  expect(odd.some((piece) => piece.toString('utf8').includes('\ufffd'))).toBe(true);
});

test(box('streams: several frames in one write'), async () => {
  const [first] = await readWrites('batches');
  expect(first?.toString('utf8').match(/^data: /gm)?.length).toBeGreaterThanOrEqual(8);
});

test(box('streams: both kinds of line ends'), async () => {
  const { text } = await under('line-ends', 'vllmNew', STREAM);
  expect(text).toContain('\r\n\r\n');
  expect(text).not.toMatch(/[^\r]\n/);
  expect((await chat('vllmNew', STREAM)).text).toContain('\r');
});

test(box('streams: comments as signs of life'), async () => {
  expect((await under('pings', 'vllmNew', STREAM)).text).toMatch(/^: ping\n\ndata: /);
});

describe('pieces of text', () => {
  const piecesUnder = async (scenario: string) => {
    const deltas = deltasOf(await under(scenario, 'vllmNew', STREAM));
    return deltas.map(({ content }) => content);
  };

  test(box('streams: a think marker cut in the middle'), async () => {
    expect(await piecesUnder('raw-thinking')).toEqual(
      expect.arrayContaining(['[TH', 'INK]I look']),
    );
  });

  test(box('streams: a code fence cut in the middle'), async () => {
    expect(await piecesUnder('code-fence')).toEqual(
      expect.arrayContaining(['Code:\n``', '`ts\nlet', '``\nDone.']),
    );
  });

  test(box('streams: a surrogate pair cut in the middle'), async () => {
    const { text } = await under('split-surrogate', 'vllmNew', STREAM);
    expect(text).toMatch(/a\\ud83d"[\s\S]+\\ude00b"/);
  });

  test(box('streams: JSON arguments cut in the middle'), async () => {
    const { text } = await under('tools-single', 'vllmNew', STREAM);
    const pieces = [...text.matchAll(/"arguments":("(?:[^"\\]|\\.)*")/g)].map(([, piece]) =>
      JSON.parse(piece ?? '""'),
    );
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe('{"city": "Paris"}');
  });
});

test(box('pace: a delay before the first token, and so many tokens a second'), async () => {
  const slow = await startUpstream({ firstTokenMs: 200, tokensPerSecond: 50 });
  slow.script(['a', 'b', 'c', 'd', 'e']);
  const body = JSON.stringify({ model: MODELS.vllmNew, messages: [user('Hi')], stream: true });
  const begin = performance.now();
  const response = await fetch(`${slow.url}/chat/completions`, { method: 'POST', body });
  const first = performance.now() - begin;
  await response.text();
  const all = performance.now() - begin;
  expect(first).toBeGreaterThan(190);
  expect(all - first).toBeGreaterThan(5 * 19);
  await slow.close();
});

test(box('counts: texts and pictures at what they cost, answers at what was written'), async () => {
  const question = 'How much is it in all?';
  const bare = promptTokensOf(await chat('vllmNew', { messages: [user(question)] }));
  const parts = [picture(dataUrl(await makePicture(640, 480))), { type: 'text', text: question }];
  expect(promptTokensOf(await chat('vllmNew', { messages: [user(parts)] })) - bare).toBe(432);
  const longer = await chat('vllmNew', { messages: [user(question.repeat(20))] });
  const more = estimateTextTokens(question.repeat(20)) - estimateTextTokens(question);
  expect(promptTokensOf(longer) - bare).toBe(more);
  const short = await chat('vllmNew', { max_tokens: 7 });
  expect(short.json.usage).toMatchObject({ completion_tokens: 7 });
});

test(box('counts: tokens that need not be read again, where a server tells them'), async () => {
  const telling = await startUpstream({ reportsCache: true });
  const begun = [{ role: 'system', content: 'You answer.' }, user('How much is it?')];
  const later = [...begun, { role: 'assistant', content: 'It is 7.' }, user('And with tax?')];
  const cachedIn = async (profile: ProfileName, messages: readonly unknown[]) => {
    const { json } = await chatAt(telling.origin, profile)({ messages });
    return json.usage;
  };
  for (const profile of ['vllmNew', 'llama'] as const) {
    const details = (cached: unknown) => ({ prompt_tokens_details: { cached_tokens: cached } });
    expect(await cachedIn(profile, begun)).toMatchObject(details(0));
    const usage = await cachedIn(profile, later);
    expect(usage).toMatchObject(details(expect.any(Number)));
    const count = JSON.stringify({ messages: begun });
    const url = `${telling.origin}/vllmNew/tokenize`;
    const { json } = await send(url, { method: 'POST', body: count });
    expect(usage).toMatchObject(details(json.count));
    // One byte at the start, and nothing of it is known.
    const other = [{ role: 'system', content: 'You answer!' }, ...later.slice(1)];
    expect(await cachedIn(profile, other)).toMatchObject(details(0));
  }
  await telling.close();
  expect((await chat('vllmNew', {})).json.usage).not.toHaveProperty('prompt_tokens_details');
});

test(box('records: every request with its body, without its key'), async () => {
  upstream().requests.clear();
  await chat('vllmNew', { temperature: 0.5 }, KEY);
  const [recorded] = upstream().requests.items;
  expect(recorded).toMatchObject({
    profile: 'vllmNew',
    headers: { authorization: '[redacted]' },
    body: { temperature: 0.5 },
  });
  expect((await send(`${upstream().origin}/__records`)).text).not.toContain('nvapi-1');
});

/** Reads that many frames of a stream. */
async function readFrames({ body }: Response, count: number): Promise<void> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while ((text.match(/^data: /gm)?.length ?? 0) < count) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done) throw new Error('the stream ended before that');
    text += value;
  }
}

/** Leaves in the middle of an answer and says how many frames were made after that. */
async function leave(profile: ProfileName) {
  const slow = await startUpstream({ profile, tokensPerSecond: 100 });
  slow.script('word '.repeat(5000));
  const ask = (signal: AbortSignal) =>
    fetch(`${slow.url}/chat/completions`, {
      method: 'POST',
      headers: KEY,
      body: JSON.stringify({
        model: MODELS[profile],
        messages: [user('Hi')],
        stream: true,
        max_tokens: 6000,
      }),
      signal,
    });
  const [stop, end] = [new AbortController(), new AbortController()];
  await readFrames(await ask(stop.signal), 1);
  stop.abort();
  const { path, framesSent, work } = await slow.disconnects.at(0);
  // A second answer at the same pace is the clock: work that goes on makes as many frames.
  await readFrames(await ask(end.signal), 70);
  const further = work.framesGenerated - framesSent;
  end.abort();
  await slow.close();
  return { path, further };
}

test(
  box(
    'records: who went away, and that the work ends there (vllm012, vllmNew, vllmHf, nim, llama, transformers)',
  ),
  async () => {
    const names = ['vllm012', 'vllmNew', 'vllmHf', 'nim', 'llama', 'transformers'] as const;
    for (const { path, further } of await Promise.all(names.map(leave))) {
      expect(path).toBe('/v1/chat/completions');
      expect(further).toBeLessThanOrEqual(1);
    }
  },
);

test(box('records: who went away, and that the work goes on (nvidia)'), async () => {
  expect((await leave('nvidia')).further).toBeGreaterThan(50);
});

test(box('lists: every server lists its models in its own form'), async () => {
  const rowOf = async (profile: ProfileName) => {
    const url = `${upstream().origin}/${profile}/v1/models`;
    const { json } = await send(url, { headers: KEY });
    return Array.isArray(json.data) ? json.data[0] : undefined;
  };
  expect(await rowOf('nvidia')).toEqual({
    id: '01-ai/yi-large',
    object: 'model',
    created: 735_790_403,
    owned_by: '01-ai',
  });
  for (const name of ['vllm012', 'vllmNew', 'vllmHf'] as const) {
    expect(await rowOf(name)).toMatchObject({ owned_by: 'vllm', max_model_len: 262_144 });
  }
  expect(await rowOf('nim')).toMatchObject({ owned_by: 'system', max_model_len: 262_144 });
  expect(await rowOf('transformers')).not.toHaveProperty('max_model_len');
  expect(await rowOf('llama')).toMatchObject({ owned_by: 'llamacpp', meta: { n_ctx: 262_144 } });
  expect(await rowOf('ollama')).toMatchObject({ owned_by: 'library' });
  expect(await rowOf('lmstudio')).toEqual({
    id: MODELS.lmstudio,
    object: 'model',
    owned_by: 'organization_owner',
  });
  expect(await rowOf('mistral')).toMatchObject({
    capabilities: { completion_chat: true, vision: true },
    max_context_length: 262_144,
  });
});
