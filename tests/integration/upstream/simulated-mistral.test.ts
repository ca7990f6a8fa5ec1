import { expect, test } from 'vitest';
import { MODELS, REASONING_MODELS } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { framesOf, KEY, send, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { chat, under, upstream } = startTestUpstream({ contextWindow: 32_768 });

const assistant = (fields: object) => ({ role: 'assistant', content: 'b', ...fields });
const detailOf = ({ json }: Awaited<ReturnType<typeof chat>>): unknown => json.message;

test(box('mistral: unknown fields refused, seed and reasoning_content among them'), async () => {
  const seed = await chat('mistral', { seed: 7 });
  expect(seed.status).toBe(422);
  expect(detailOf(seed)).toEqual({
    detail: [
      {
        type: 'extra_forbidden',
        loc: ['body', 'seed'],
        msg: 'Extra inputs are not permitted',
        input: 7,
      },
    ],
  });
  const messages = [user('a'), assistant({ reasoning_content: 'x' }), user('c')];
  expect(detailOf(await chat('mistral', { messages }))).toMatchObject({
    detail: [{ loc: ['body', 'messages', 1, 'assistant', 'reasoning_content'] }],
  });
  expect((await chat('mistral', { random_seed: 7, safe_prompt: false })).status).toBe(200);
});

test(box('mistral: message order and tool ids with their codes'), async () => {
  const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });
  const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'x' });
  const turns = (id: string, ...rest: readonly unknown[]) => ({
    messages: [user('a'), assistant({ tool_calls: [call(id)] }), result(id), ...rest],
  });
  expect(await chat('mistral', turns('aaaaaaaa1', user('c')))).toMatchObject({
    status: 400,
    json: {
      object: 'error',
      message: "Unexpected role 'user' after role 'tool'",
      type: 'invalid_request_message_order',
      param: null,
      code: '3230',
    },
  });
  expect((await chat('mistral', turns('call_1'))).json).toMatchObject({
    type: 'invalid_function_call',
    code: '3280',
  });
  expect((await chat('mistral', turns('aaaaaaaa1'))).status).toBe(200);
  const prefix = { messages: [user('a'), assistant({ prefix: true })] };
  expect((await chat('mistral', prefix)).status).toBe(200);
  expect((await chat('mistral', { messages: [user('a'), assistant({})] })).json.code).toBe('3230');
});

test(box('mistral: a refusal whose message is an object'), async () => {
  const refusal = await under('reasoning-refused', 'mistral');
  expect(refusal.status).toBe(422);
  expect(refusal.json).toMatchObject({
    object: 'error',
    message: { detail: [{ type: 'extra_forbidden' }] },
    type: 'invalid_request_error',
    code: null,
  });
});

test(box('mistral: thoughts as parts of the content'), async () => {
  const model = REASONING_MODELS.mistral;
  const frames = framesOf(await chat('mistral', { model, stream: true }));
  expect(frames).toContainEqual(
    expect.objectContaining({
      choices: [
        expect.objectContaining({
          delta: {
            content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'I' }] }],
          },
        }),
      ],
    }),
  );
  expect((await chat('mistral', { model })).json.choices).toMatchObject([
    { message: { content: [{ type: 'thinking' }, { type: 'text' }] } },
  ]);
});

test(box('mistral: an answer that ends by model_length'), async () => {
  const answer = await under('finish-model-length', 'mistral', { stream: true });
  expect(framesOf(answer).at(-1)).toMatchObject({
    choices: [{ finish_reason: 'model_length' }],
    usage: { prompt_tokens: expect.any(Number) },
  });
  expect(answer.text.endsWith('data: [DONE]\n\n')).toBe(true);
});

test('a key is needed, for the list too; rows tell what a model can do', async () => {
  const refused = { status: 401, json: { detail: 'Unauthorized' } };
  expect(await chat('mistral', {}, {})).toMatchObject(refused);
  const url = `${upstream().origin}/mistral/v1/models`;
  expect(await send(url)).toMatchObject(refused);
  const { json } = await send(url, { headers: KEY });
  expect(json.data).toContainEqual(
    expect.objectContaining({
      id: MODELS.mistral,
      capabilities: expect.objectContaining({ vision: true, function_calling: true }),
      max_context_length: 32_768,
    }),
  );
});

test('a prompt over the window, a model that is not there, too many requests', async () => {
  const long = await chat('mistral', { messages: [user('word '.repeat(40_000))] });
  expect(long.json.message).toMatch(/too large for model with 32768 maximum context length/);
  expect((await chat('mistral', { model: 'x' })).json.type).toBe('invalid_model');
  const { status, headers } = await under('rate', 'mistral');
  expect([status, headers.get('x-ratelimit-remaining-req-minute')]).toEqual([429, '0']);
});
