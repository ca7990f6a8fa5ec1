import { CODE_LANGUAGES, type CodeRequest } from '@/lib/domain/code/code-request';
import { takePictures } from '@/lib/domain/code/take-pictures';
import type { JsonObject, Prompt } from '@/lib/domain/prompt/prompt';
import { jsonObjectSchema } from '@/lib/protocol/json-value';
import type { ProviderRequest } from '@/lib/server/provider/provider';
import { MODELS, makePicture, promptOf, providerFor, requestOf } from '../upstream/ask-provider';

/** What shells, templates and quotes of every kind would read something into. */
const NASTY = [
  `It's "so": $HOME \`id\` $(id) \\n \\\\ %s $`,
  `{x}\n\nJSON\n'''"""\t\u202e\u2028 é🙂 </script>`,
].join('');

const CALCULATOR = {
  name: 'calculator',
  description: 'Works out an expression, "exactly".',
  parameters: {
    type: 'object',
    properties: { expression: { type: 'string', description: "It's like 1+1" } },
    required: ['expression'],
    additionalProperties: false,
  },
};

const RECEIPT = {
  type: 'object',
  properties: { total: { type: 'number' }, items: { type: 'array', items: { type: 'string' } } },
  required: ['total', 'items'],
} as const;

/** Prompts that use everything a request can have. */
export const CODE_PROMPTS: Readonly<Record<string, Prompt>> = {
  'texts that mean something somewhere': promptOf(NASTY),
  'two pictures': promptOf('Compare them, in "two" words: $x', 2),
  'every setting': {
    ...promptOf('Hello'),
    settings: {
      temperature: 0,
      maxOutputTokens: 77,
      topP: 0.5,
      seed: 2_147_483_647,
      stop: ['\n\n', '"'],
      frequencyPenalty: -0.5,
      presencePenalty: 1e-7,
    },
  },
  'tools that were called': {
    ...promptOf('Hello'),
    messages: [
      ...promptOf('What is 12*3, and 2/7?').messages,
      {
        role: 'assistant',
        text: '',
        toolCalls: [
          { id: 'abcdefgh1', name: 'calculator', arguments: '{"expression":"12*3"}' },
          { id: 'abcdefgh2', name: 'calculator', arguments: '{ "expression": "2/7" }' },
        ],
      },
      { role: 'tool', toolCallId: 'abcdefgh1', name: 'calculator', text: '36' },
      { role: 'tool', toolCallId: 'abcdefgh2', name: 'calculator', text: NASTY },
      { role: 'assistant', text: 'There.' },
      { role: 'user', parts: [{ type: 'text', text: 'Thanks.' }] },
    ],
    tools: [CALCULATOR, { ...CALCULATOR, name: 'other-tool' }],
    allowsParallelCalls: true,
  },
  'a tool that must be called': { ...promptOf('Hello'), tools: [CALCULATOR], mustCallTool: true },
  'a schema': {
    ...promptOf('Read it', 1),
    responseFormat: { type: 'json-schema', name: 'receipt', schema: RECEIPT },
  },
  'any JSON': { ...promptOf('Answer in JSON'), responseFormat: { type: 'json' } },
};

/** A width of its own for each picture, so that none has the bytes of another. */
const loadImage: ProviderRequest['loadImage'] = async ({ id }) => ({
  mediaType: 'image/png',
  data: await makePicture(28 * (Number.parseInt(id.slice(-4), 16) + 1)),
});

export type WrittenRequest = {
  /** As the provider sends it, less what is about streams. */
  readonly body: JsonObject;
  /** With the bytes of pictures, and with their files. */
  readonly inline: CodeRequest;
  readonly fromFiles: CodeRequest;
};

/** The request of a prompt as our provider writes it for an address, for an answer in one piece. */
export async function writtenRequest(baseUrl: string, prompt: Prompt): Promise<WrittenRequest> {
  const { provider } = providerFor(baseUrl, 'vllmNew');
  const { body: text } = await provider.writeBody({
    ...requestOf(MODELS.vllmNew, prompt),
    loadImage,
  });
  const { stream: _1, stream_options: _2, ...body } = jsonObjectSchema.parse(JSON.parse(text));
  const taken = takePictures(body, ["It's $1.png", "It's $1.PNG"]);
  const inline = { baseUrl, keyVariable: 'API_KEY', ...taken };
  const files = taken.pictures.map(({ name, mediaType }) => ({ name, mediaType }));
  return { body, inline, fromFiles: { ...inline, pictures: files } };
}

/** The programs that Node runs. */
export const NODE_LANGUAGES = CODE_LANGUAGES.filter(
  (language) => language === 'typescript' || language === 'ai-sdk',
);
