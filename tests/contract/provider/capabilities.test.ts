import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { answerOf, attachmentOf, modelOf, questionOf } from '../../support/messages';
import {
  askServer,
  type Collected,
  endingOf,
  MODELS,
  promptOf,
  providerFor,
  REASONING_MODELS,
  requestOf,
} from '../../support/upstream/ask-provider';
import { PROFILE_NAMES } from '../../support/upstream/profiles';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';
import { readMessages } from '../../support/upstream/wire-messages';
import { PROFILE_FACTS } from './profile-facts';

const THOUGHTS = 'I look at what was sent. Then I say what I measured.';
const WINDOW = 32_768;
/** Pictures' rows of the demo's table. */
const rowsOf = ({ text }: Collected): number => text.match(/^\| \d+ \| 56 × 28 px/gm)?.length ?? 0;

describe.each(PROFILE_NAMES)('%s', (profile) => {
  const facts = PROFILE_FACTS[profile];
  let upstream: Upstream;
  beforeAll(async () => {
    const window = profile === 'ollama' ? {} : { contextWindow: WINDOW };
    upstream = await startUpstream({ profile, ...window });
  });
  afterAll(() => upstream.close());

  function ask(prompt: Prompt, model: string = MODELS[profile]): Promise<Collected> {
    upstream.requests.clear();
    return askServer(upstream.url, profile, requestOf(model, prompt));
  }
  const sentImages = (): number =>
    upstream.requests.items
      .flatMap(({ body }) => readMessages(body))
      .flatMap(({ imageUrls }) => imageUrls).length;

  test('plain', async () => {
    const collected = await ask(promptOf('Hello'));
    expect(endingOf(collected)).toBe('finish:stop');
    expect(collected.text).toContain('**This is the built-in demo');
    expect(collected.reasoning).toBe('');
    expect(collected.ending?.usage?.inputTokens).toBeGreaterThan(5);
    expect(collected.ending?.usage?.outputTokens).toBeGreaterThan(50);
  });

  test('picture', async () => {
    const bare = await ask(promptOf('Image 1:Look'));
    const collected = await ask(promptOf('Look', 1));
    expect([endingOf(collected), rowsOf(collected)]).toEqual(['finish:stop', 1]);
    // 56 x 28 pixels are two squares and the end of their row, beside what cutting a text apart costs.
    const [more = 0, less = 0] = [collected, bare].map(({ ending }) => ending?.usage?.inputTokens);
    expect(more - less).toBeGreaterThanOrEqual(3);
    expect(more - less).toBeLessThanOrEqual(5);
  });

  test('ten pictures', async () => {
    const collected = await ask(promptOf('Compare', 10));
    if (facts.maxImages >= 10) {
      expect([endingOf(collected), rowsOf(collected)]).toEqual(['finish:stop', 10]);
      return;
    }
    expect(endingOf(collected)).toBe('upstream-images');
    const { ending } = collected;
    expect(ending?.type === 'error' && ending.error.details.limit).toBe(facts.maxImages);
  });

  test('eleven pictures in history', async () => {
    const pictures = Array.from({ length: 11 }, (_, index) => attachmentOf(index + 1));
    const branch = [
      questionOf({ number: 1 }, 'Look', pictures.slice(0, 6)),
      answerOf({ number: 2 }, 'I see six.'),
      questionOf({ number: 3 }, 'And these?', pictures.slice(6)),
    ];
    const { prompt, omissions } = assemblePrompt({
      branch,
      model: modelOf({ upstreamModel: MODELS[profile], maxImagesPerPrompt: facts.maxImages }),
      systemPrompt: '',
      today: '2026-01-02',
      yesterday: '2026-01-01',
    });
    const collected = await ask(prompt);
    expect([endingOf(collected), rowsOf(collected)]).toEqual(['finish:stop', 5]);
    expect(sentImages()).toBe(facts.maxImages);
    expect(omissions).not.toEqual([]);
  });

  test('reasoning', async () => {
    const { text, reasoning } = await ask(promptOf('Hello'), REASONING_MODELS[profile]);
    expect(reasoning).toBe(facts.tellsThoughts ? THOUGHTS : '');
    expect(text.startsWith(facts.tellsThoughts ? '**This' : `${THOUGHTS}**This`)).toBe(true);
    expect(text.split(THOUGHTS)).toHaveLength(facts.tellsThoughts ? 1 : 2);
  });

  test('stop', async () => {
    const slow = await startUpstream({ profile, tokensPerSecond: 200 });
    slow.script('word '.repeat(4000));
    const stop = new AbortController();
    const { provider } = providerFor(slow.url, profile);
    const begin = (signal: AbortSignal) =>
      provider.stream(requestOf(MODELS[profile]), signal)[Symbol.asyncIterator]();
    const events = begin(stop.signal);
    expect((await events.next()).value).toMatchObject({ type: 'text-delta' });
    stop.abort();
    expect(await events.next()).toEqual({ done: true, value: undefined });
    const { framesSent, work } = await slow.disconnects.at(0);
    expect(framesSent).toBeLessThan(4000);
    // A second answer at the same pace is the clock: work that goes on makes as many frames.
    const clock = begin(new AbortController().signal);
    for (let count = 0; count < 20; count += 1) {
      expect((await clock.next()).value).toMatchObject({ type: 'text-delta' });
    }
    await clock.return?.();
    if (facts.stopsWork) expect(work.framesGenerated).toBeLessThanOrEqual(framesSent + 1);
    else expect(work.framesGenerated).toBeGreaterThan(framesSent + 5);
    await slow.close();
  });

  test('continue', async () => {
    const question = { role: 'user', parts: [{ type: 'text', text: 'Hello' }] } as const;
    const system = { role: 'system', text: 'You answer.' } as const;
    const ending = { role: 'user', parts: [{ type: 'text', text: 'Go on.' }] } as const;
    const cut = await ask(promptOf('Hello', 0, 20));
    expect(endingOf(cut)).toBe('finish:length');
    const begun = { role: 'assistant', text: cut.text } as const;
    const rest = await ask({
      messages: [system, question, begun, ending],
      settings: { temperature: 0.15, maxOutputTokens: 2048 },
    });
    expect(endingOf(rest)).toBe('finish:stop');
    expect(cut.text + rest.text).toBe((await ask(promptOf('Hello'))).text);
  });

  test('context overflow', async () => {
    const collected = await ask(promptOf('word '.repeat(40_000)));
    expect(endingOf(collected)).toBe(facts.overflow);
    const { ending } = collected;
    if (facts.overflow === 'finish:stop') {
      expect(ending).toMatchObject({ note: 'prompt-cut', usage: { inputTokens: 4096 } });
    }
    if (ending?.type === 'error' && facts.overflow === 'upstream-context') {
      const isNamed = profile !== 'lmstudio';
      expect(ending.error.details.limit).toBe(isNamed ? WINDOW : undefined);
    }
  });
});
