import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { EXAMPLE_SCHEMAS } from '@/lib/domain/structured/format-examples';
import { createDemoProvider } from '@/lib/server/provider/demo/demo-provider';
import type { ProviderRequest } from '@/lib/server/provider/provider';
import { judgeAnswer } from '@/lib/server/structured/judge-answer';
import { attachmentOf, modelOf } from '../../../../support/messages';
import { collectEvents, endingOf, promptOf } from '../../../../support/upstream/ask-provider';

const noPause = () => Promise.resolve();
const provider = createDemoProvider({ models: [], pause: noPause });
const signal = () => new AbortController().signal;

const half = (left: number, colour: string) => ({
  input: { create: { width: 40, height: 60, channels: 3, background: colour } } as const,
  left,
  top: 0,
});

async function loadImage() {
  const background = 'white';
  const data = await sharp({ create: { width: 80, height: 60, channels: 3, background } })
    .composite([half(0, 'rgb(20, 40, 220)'), half(40, 'rgb(250, 250, 250)')])
    .png()
    .toBuffer();
  return { mediaType: 'image/png', data } as const;
}

function requestOf(text: string, images = 0, maxOutputTokens = 4096): ProviderRequest {
  return { model: modelOf(), prompt: promptOf(text, images, maxOutputTokens), loadImage };
}
const ask = (request: ProviderRequest) => collectEvents(provider.stream(request, signal()));

describe('the demo', () => {
  test('says that it is a script, and what it received', async () => {
    const collected = await ask(requestOf('What is on these?', 2));
    expect(endingOf(collected)).toBe('finish:stop');
    expect(collected.text).toMatch(/^\*\*This is the built-in demo: a script, not a model\.\*\*/);
    expect(collected.text).toContain('17 characters of text and 2 pictures');
    // 80 x 60 pixels: 3 columns and 3 rows of 28, so (3 + 1) * 3 tokens.
    expect(collected.text).toMatch(/\| 2 \| 80 × 60 px \| \d+ B png \| 12 \| (blue|white) 50 %, /);
    expect(collected.ending?.usage?.inputTokens).toBeGreaterThan(24);
  });

  test('shows a table, tasks, code and maths', async () => {
    const { text } = await ask(requestOf('Hello'));
    expect(text).toMatch(/^\| Measure \| Value \|$/m);
    expect(text).toMatch(/^- \[x\] Receive the message$/m);
    expect(text).toMatch(/^```ts$/m);
    expect(text).toMatch(/^\$\$\n.+\n\$\$$/m);
    expect(text).toContain('\\(c\\)');
  });

  test.each(Object.entries(EXAMPLE_SCHEMAS))('fits the schema of the %s', async (name, schema) => {
    const request = requestOf('Read this');
    const responseFormat = { type: 'json-schema', name, schema } as const;
    const { text } = await ask({ ...request, prompt: { ...request.prompt, responseFormat } });
    expect(judgeAnswer(responseFormat, text)).toEqual({ type: 'valid' });
  });

  test('says what it says as JSON where any will do', async () => {
    const request = requestOf('Hello');
    const prompt = { ...request.prompt, responseFormat: { type: 'json' } as const };
    const { text } = await ask({ ...request, prompt });
    expect(JSON.parse(text)).toEqual({ demo: (await ask(request)).text });
  });

  test.each([
    ['Read this receipt', '### Your pictures'],
    ['Write a program', '### Some code'],
    ['Solve the equation', '### Some maths'],
    ['Make a to-do plan', '### What was done'],
  ])('%s: what was asked for comes first', async (question, heading) => {
    const { text } = await ask(requestOf(question, 1));
    expect(/^### .+$/m.exec(text)?.[0]).toBe(heading);
  });

  test('the same request gets the same answer', async () => {
    const request = requestOf('Again?', 1);
    expect(await ask(request)).toEqual(await ask(request));
  });

  test('counts pictures of earlier messages apart', async () => {
    const picture = { type: 'image', attachment: attachmentOf(1), detail: 'full' } as const;
    const [system, last] = promptOf('And now?').messages;
    if (!system || !last) throw new Error('no messages');
    const earlier = [
      { role: 'user', parts: [picture] },
      { role: 'assistant', text: 'Hm.' },
    ] as const;
    const request = requestOf('');
    const prompt = { ...request.prompt, messages: [system, ...earlier, last] };
    const { text } = await ask({ ...request, prompt });
    expect(text).toContain('message 2 of this conversation');
    expect(text).toContain('1 picture from earlier messages came along');
  });

  test('goes on with an answer of its own that ended too early', async () => {
    const { text: whole } = await ask(requestOf('Hello'));
    const messages = [
      ...promptOf('Hello').messages,
      { role: 'assistant', text: whole.slice(0, 301) } as const,
      ...promptOf('Continue.').messages.slice(-1),
    ];
    const request = requestOf('');
    const { text: rest } = await ask({ ...request, prompt: { ...request.prompt, messages } });
    expect(whole.slice(0, 301) + rest).toBe(whole);
  });

  test('a picture that cannot be decoded is said to be so', async () => {
    const broken = async () => ({ mediaType: 'image/png', data: Buffer.from('no') }) as const;
    const { text } = await ask({ ...requestOf('x', 1), loadImage: broken });
    expect(text).toContain('| 1 | cannot be decoded |');
  });

  test('keeps to the limit of its answer', async () => {
    const collected = await ask(requestOf('Hello', 0, 5));
    expect(endingOf(collected)).toBe('finish:length');
    expect(collected.ending?.usage?.outputTokens).toBe(5);
  });

  test('ends at once when it is stopped', async () => {
    const stop = new AbortController();
    let pauses = 0;
    const slow = createDemoProvider({
      models: [],
      pause: (_milliseconds, pauseSignal) => {
        pauses += 1;
        if (pauses === 4) stop.abort();
        return pauseSignal.aborted ? Promise.reject(pauseSignal.reason) : Promise.resolve();
      },
    });
    const collected = await collectEvents(slow.stream(requestOf('Hello'), stop.signal));
    expect(endingOf(collected)).toBe('none');
    expect(collected.count).toBeLessThan(4);
  });
});

describe('the demo with a calculator', () => {
  const calculator = { name: 'calculator', description: '', parameters: { type: 'object' } };
  const withTools = (request: ProviderRequest): ProviderRequest => ({
    ...request,
    prompt: { ...request.prompt, tools: [calculator] },
  });
  const expressionsOf = ({ calls }: Awaited<ReturnType<typeof ask>>) =>
    calls.map((call) => JSON.parse(call.arguments).expression);

  test.each([
    ['What is 17 * (3 + 4)?', ['17 * (3 + 4)']],
    ['Compute 1.5 + 2 and 9 ÷ 3 (and 2^10).', ['1.5 + 2', '9 ÷ 3', '2^10']],
    ['Compute the equations on this picture.', ['6 + 2 * 3', '17.5 / 2.5', '3/4 + 1/8']],
  ])('%s', async (question, expressions) => {
    const collected = await ask(withTools(requestOf(question)));
    expect(expressionsOf(collected)).toEqual(expressions);
    expect(endingOf(collected)).toBe('finish:tool-calls');
    expect(new Set(collected.calls.map(({ id }) => id)).size).toBe(expressions.length);
  });

  test('calls nothing that is not offered, or that nobody asked for', async () => {
    expect((await ask(requestOf('Compute 1 + 2'))).calls).toEqual([]);
    const { calls, text } = await ask(withTools(requestOf('Hello')));
    expect(calls).toEqual([]);
    expect(text).toContain('### Your message');
  });

  test('tells what its calls gave, and calls nothing more', async () => {
    const request = withTools(requestOf('Compute 1 + 2'));
    const call = { id: 'demo00200', name: 'calculator', arguments: '{"expression":"1 + 2"}' };
    const messages = [
      ...request.prompt.messages,
      { role: 'assistant', text: '', toolCalls: [call] } as const,
      { role: 'tool', toolCallId: call.id, name: call.name, text: '3' } as const,
    ];
    const told = await ask({ ...request, prompt: { ...request.prompt, messages } });
    expect(told.calls).toEqual([]);
    expect(told.text).toContain('| 1 | 3 |');
    expect(endingOf(told)).toBe('finish:stop');
  });
});
