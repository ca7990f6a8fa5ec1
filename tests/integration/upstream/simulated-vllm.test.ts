import { describe, expect, test } from 'vitest';
import { box } from '../../support/upstream/checklist';
import { type Answer, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { chat, under } = startTestUpstream({ contextWindow: 32_768 });

const errorOf = ({ status, json }: Answer): unknown => ({ status, error: json.error });
const refused = (type: string, message: string, param: string | null = null) => ({
  status: 400,
  error: { message: expect.stringContaining(message), type, param, code: 400 },
});
const badRequest = (message: string, param: string | null = null) =>
  refused('BadRequestError', message, param);
const assistant = (fields: object) => ({ role: 'assistant', content: 'b', ...fields });
const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });
const result = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'x' });
const turns = (calls: readonly unknown[], ...rest: readonly unknown[]) => ({
  messages: [user('a'), assistant({ content: '', tool_calls: calls }), ...rest],
});
const tool = (fields: object) => ({ tools: [{ type: 'function', function: fields }] });
const LONG = { messages: [user('word '.repeat(40_000))] };
const TOOLS_UNSET = 'When using `tool_choice`, `tools` must be set.';
const NO_STREAM = 'Stream options can only be defined when `stream=True`.';

describe(box('vllm: every refusal with its status, type, text and field'), () => {
  test.each([
    [{ messages: undefined }, refused('Bad Request', "'Field required'", 'messages')],
    [{ tools: [] }, refused('Bad Request', '`tools` must not be an empty array')],
    [{ tool_choice: 'auto' }, refused('Bad Request', TOOLS_UNSET)],
    [{ stream_options: {} }, refused('Bad Request', NO_STREAM)],
    [{ max_tokens: 32_768 }, badRequest('context length is only 32768 tokens', 'input_tokens')],
    [LONG, badRequest('and requested 1 output tokens.', 'input_tokens')],
  ])('later: %j', async (fields, error) => {
    expect(errorOf(await chat('vllmNew', fields))).toEqual(error);
  });

  test.each([
    [{ messages: undefined }, refused('Bad Request', "'Field required'")],
    [{ max_tokens: 32_768 }, badRequest("'max_tokens' or 'max_completion_tokens' is too large:")],
    [
      LONG,
      badRequest("This model's maximum context length is 32768 tokens. However, your request"),
    ],
  ])('0.12: %j', async (fields, error) => {
    expect(errorOf(await chat('vllm012', fields))).toEqual(error);
    expect((await chat('vllm012', { tools: [] })).status).toBe(200);
  });

  test('a model that is not served, and the field where builds name it', async () => {
    const missing = (param: string | null) => ({
      status: 404,
      error: { message: 'The model `x` does not exist.', type: 'NotFoundError', param, code: 404 },
    });
    expect(errorOf(await chat('vllmNew', { model: 'x' }))).toEqual(missing('model'));
    expect(errorOf(await chat('vllm012', { model: 'x' }))).toEqual(missing(null));
  });

  test.each([
    ['unauthorized', 401, '{"error":"Unauthorized"}'],
    [
      'tools-off',
      400,
      'tool choice requires --enable-auto-tool-choice and --tool-call-parser to be',
    ],
    ['bad-image-500', 500, '"type":"InternalServerError"'],
    ['engine-dead', 500, 'EngineCore encountered an issue.'],
    ['unknown-route', 404, '{"detail":"Not Found"}'],
  ])('by name: %s', async (scenario, status, text) => {
    const answer = await under(scenario, 'vllmNew');
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)]);
  });
});

describe(box('vllm: roles, ends, contents and fields of a template are checked'), () => {
  test.each([
    [{ messages: [] }, 'Conversation must have at least one message'],
    [
      { messages: [assistant({})] },
      'Conversation must start with a user message or system message',
    ],
    [{ messages: [user('a'), result('b')] }, "Unexpected role 'tool' after role 'user'"],
    [{ messages: [user('a'), assistant({})] }, 'Consider using `continue_final_message` instead.'],
    [{ messages: [{ role: 'system', content: '' }, user('a')] }, 'System prompt must have content'],
    [
      { messages: [user('a'), { role: 'system', content: 's' }] },
      'Expected last role User or Tool (or Assistant with prefix or continue_final_message',
    ],
    [{ chat_template_kwargs: {} }, 'chat_template is not supported for Mistral tokenizers.'],
  ])('%j', async (fields, message) => {
    expect(errorOf(await chat('vllmNew', fields))).toEqual(badRequest(message));
    expect(errorOf(await chat('vllm012', fields))).toEqual(badRequest(message));
  });

  test('two of a user are taken, and an answer to be gone on with', async () => {
    expect((await chat('vllm012', { messages: [user('a'), user('b')] })).status).toBe(200);
    const open = { continue_final_message: true, add_generation_prompt: false };
    const messages = [user('a'), assistant({})];
    expect((await chat('vllm012', { messages, ...open })).status).toBe(200);
  });
});

describe(
  box('vllm: ids, counts and schemas of tools are checked; long ids are cut to their end'),
  () => {
    test.each([
      [turns([call('call_1')], result('call_1')), 'Tool call id was call_1 but must be a-z'],
      [turns([call('')], result('')), 'Tool call id has to be defined.'],
      [
        turns([call('aaaaaaaa1'), call('aaaaaaaa1')], result('aaaaaaaa1')),
        'Duplicate tool call id',
      ],
      [turns([call('aaaaaaaa1')], result('bbbbbbbb2')), 'Unexpected tool call id bbbbbbbb2'],
      [
        turns([call('aaaaaaaa1')], user('b')),
        'Not the same number of function calls and responses',
      ],
      [tool({ name: 'get weather' }), 'Function name was get weather but must be a-z, A-Z, 0-9'],
      [tool({ name: 'f', parameters: 'no' }), 'Invalid tool schema'],
    ])('%j', async (fields, message) => {
      expect(errorOf(await chat('vllmNew', fields))).toEqual(badRequest(message));
    });

    test('of a long id the last nine characters count', async () => {
      const fields = turns([call('chatcmpl-xaaaaaaaa1')], result('yaaaaaaaa1'));
      expect((await chat('vllmNew', fields)).status).toBe(200);
    });
  },
);

test(box('vllm: a user after a tool is refused by 0.12 and taken later'), async () => {
  const fields = turns([call('aaaaaaaa1')], result('aaaaaaaa1'), user('go on'));
  const refusal = badRequest("Unexpected role 'user' after role 'tool'");
  expect(errorOf(await chat('vllm012', fields))).toEqual(refusal);
  expect(errorOf(await chat('nim', fields))).toEqual(refusal);
  expect((await chat('vllmNew', fields)).status).toBe(200);
});
