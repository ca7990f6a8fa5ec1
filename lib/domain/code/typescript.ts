import { ADDRESS_VARIABLE, type CodeRequest } from './code-request';
import { isList, isRecord, type Literal, quoteText, type Syntax, writeLiteral } from './literal';
import { OPENAI_FIELDS } from './openai-fields';
import { hasFiles, withPictures } from './picture-mark';

const NAME = /^[A-Za-z_$][\w$]*$/;

function writeKey(key: string): string {
  // As a plain key it would name the object's prototype.
  if (key === '__proto__') return '["__proto__"]';
  return NAME.test(key) ? key : quoteText(key);
}

/** Values as TypeScript and JavaScript write them. */
export const TYPESCRIPT: Syntax = {
  text: quoteText,
  key: writeKey,
  words: ['true', 'false', 'null'],
  picture: ({ name, mediaType }) => `await picture(${quoteText(name)}, ${quoteText(mediaType)})`,
  step: '  ',
  hasTrailingComma: true,
  padding: ' ',
};

/** What a variable of the environment holds. */
export const environment = (name: string): string => `process.env.${name}`;

/** Where requests go, as an expression. */
export const addressOf = ({ baseUrl }: CodeRequest): string =>
  baseUrl === null ? `${environment(ADDRESS_VARIABLE)} ?? ""` : quoteText(baseUrl);

/** The words behind a name, indented by a step but for the first line. */
export const stepIn = (text: string): string => text.replaceAll('\n', '\n  ');

const READ_PICTURE = [
  '',
  'const picture = async (name: string, mediaType: string) =>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a program that is written.
  '  `data:${mediaType};base64,${await readFile(name, "base64")}`;',
];

/** Whether a body says what the types of the library know nothing of, though it sends it. */
function isBeyondTypes(body: Record<string, Literal>): boolean {
  const { messages = [], tool_choice, ...fields } = body;
  if (tool_choice !== undefined && tool_choice !== 'required') return true;
  if (Object.keys(fields).some((name) => !OPENAI_FIELDS.has(name))) return true;
  const namesTool = (message: Literal) =>
    isRecord(message) && message.role === 'tool' && 'name' in message;
  return isList(messages) && messages.some(namesTool);
}

function writeCall(body: Record<string, Literal>): string[] {
  const create = 'const completion = await client.chat.completions.create';
  const value = writeLiteral(body, TYPESCRIPT);
  if (!isBeyondTypes(body)) return [`${create}(${value});`];
  return [
    "// As an object: the server takes more than the library's types know.",
    `const body: object = ${value};`,
    '',
    `${create}(body as OpenAI.ChatCompletionCreateParamsNonStreaming);`,
  ];
}

/** A request as a program for TypeScript's `openai`; without its types it is JavaScript. */
export function writeTypeScript(request: CodeRequest): string {
  const { keyVariable } = request;
  const body = withPictures(request);
  const readsFiles = hasFiles(request);
  // The library asks for a key, also where the server does not.
  const key = keyVariable === null ? quoteText('none') : environment(keyVariable);
  const lines = [
    '// npm install openai',
    ...(readsFiles ? ['import { readFile } from "node:fs/promises";'] : []),
    'import OpenAI from "openai";',
    ...(readsFiles ? READ_PICTURE : []),
    '',
    'const client = new OpenAI({',
    `  baseURL: ${addressOf(request)},`,
    `  apiKey: ${key},`,
    '});',
    '',
    ...writeCall(body),
    `console.log(completion.choices[0]?.message${'tools' in body ? '' : '.content'});`,
  ];
  return `${lines.join('\n')}\n`;
}
