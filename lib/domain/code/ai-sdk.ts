import { toModelMessages } from './ai-sdk-messages';
import type { CodeRequest } from './code-request';
import { Call, isList, isRecord, type Literal, quoteText, writeLiteral } from './literal';
import { hasFiles, withPictures } from './picture-mark';
import { addressOf, environment, stepIn, TYPESCRIPT } from './typescript';

type Fields = Record<string, Literal>;

/** Fields on the wire by the SDK's own words for them. */
const OPTIONS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  max_tokens: 'maxOutputTokens',
  top_p: 'topP',
  seed: 'seed',
  stop: 'stopSequences',
  frequency_penalty: 'frequencyPenalty',
  presence_penalty: 'presencePenalty',
};

/** What is written by rules of its own. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'tools',
  'tool_choice',
  'response_format',
]);

/** The name that the program gives its server. */
const SERVER = 'server';

function toTools(tools: Literal | undefined): Fields {
  if (!isList(tools)) return {};
  const named = tools.map((each): [string, Literal] => {
    const { name, description, parameters } =
      isRecord(each) && isRecord(each.function) ? each.function : {};
    const inputSchema = new Call('jsonSchema', [parameters ?? {}]);
    return [String(name), new Call('tool', [{ description: description ?? '', inputSchema }])];
  });
  return { tools: Object.fromEntries(named) };
}

function toOutput(format: Literal | undefined): Fields {
  if (!isRecord(format)) return {};
  if (!isRecord(format.json_schema)) return { output: new Call('Output.json', []) };
  const { name = 'answer', schema = {} } = format.json_schema;
  const options = { name, schema: new Call('jsonSchema', [schema]) };
  return { output: new Call('Output.object', [options]) };
}

/** Fields that the SDK passes on as they are. */
function toOthers(body: Fields): Fields {
  const others = Object.entries(body).filter(
    ([name]) => !(name in OPTIONS) && !OWN_FIELDS.has(name),
  );
  return others.length === 0 ? {} : { providerOptions: { [SERVER]: Object.fromEntries(others) } };
}

function toOptions(body: Fields): Fields {
  const { messages: all = [], tools, tool_choice, response_format } = body;
  const { instructions, messages } = toModelMessages(isList(all) ? all : []);
  const known = Object.entries(body).flatMap(([name, value]) => {
    const option = OPTIONS[name];
    return option === undefined ? [] : [[option, value] as const];
  });
  return {
    ...(instructions === undefined ? {} : { instructions }),
    messages,
    ...toTools(tools),
    ...(tool_choice === 'required' ? { toolChoice: tool_choice } : {}),
    ...toOutput(response_format),
    ...Object.fromEntries(known),
    ...toOthers(body),
  };
}

/** Where tools are offered the SDK says `auto` by itself, which not every server takes. */
function toolChoiceLines({ tools, tool_choice }: Fields): string[] {
  if (tools === undefined || tool_choice === 'required') return [];
  if (tool_choice === undefined) {
    return ['  transformRequestBody: ({ tool_choice: _auto, ...body }) => body,'];
  }
  const choice = writeLiteral(tool_choice, TYPESCRIPT);
  return [`  transformRequestBody: (body) => ({ ...body, tool_choice: ${choice} }),`];
}

const hasSchema = ({ response_format }: Fields): boolean =>
  isRecord(response_format) && isRecord(response_format.json_schema);

function importsOf(body: Fields): string {
  const names = [
    'generateText',
    ...('tools' in body || hasSchema(body) ? ['jsonSchema'] : []),
    ...('response_format' in body ? ['Output'] : []),
    ...('tools' in body ? ['tool'] : []),
  ];
  return `import { ${names.join(', ')} } from "ai";`;
}

function resultOf(body: Fields): string {
  if ('response_format' in body) return 'result.output';
  return 'tools' in body ? 'result.text, result.toolCalls' : 'result.text';
}

/** A request as a program for the AI SDK (`ai` 7 with `@ai-sdk/openai-compatible`). */
export function writeAiSdk(request: CodeRequest): string {
  const body = withPictures(request);
  const { keyVariable } = request;
  const options = Object.entries(toOptions(body)).map(
    ([name, value]) => `  ${name}: ${stepIn(writeLiteral(value, TYPESCRIPT))},`,
  );
  const lines = [
    '// npm install ai @ai-sdk/openai-compatible',
    ...(hasFiles(request) ? ['import { readFile } from "node:fs/promises";'] : []),
    'import { createOpenAICompatible } from "@ai-sdk/openai-compatible";',
    importsOf(body),
    '',
    `const ${SERVER} = createOpenAICompatible({`,
    `  name: ${quoteText(SERVER)},`,
    `  baseURL: ${addressOf(request)},`,
    ...(keyVariable === null ? [] : [`  apiKey: ${environment(keyVariable)},`]),
    ...(hasSchema(body) ? ['  supportsStructuredOutputs: true,'] : []),
    ...toolChoiceLines(body),
    '});',
    '',
    'const result = await generateText({',
    `  model: ${SERVER}(${quoteText(String(body.model))}),`,
    ...options,
    '});',
    `console.log(${resultOf(body)});`,
  ];
  return `${lines.join('\n')}\n`;
}
