import { ADDRESS_VARIABLE, type CodeRequest } from './code-request';
import { type Literal, quoteText, type Syntax, writeLiteral } from './literal';
import { hasFiles, withPictures } from './picture-mark';

const SYNTAX: Syntax = {
  text: quoteText,
  key: quoteText,
  words: ['True', 'False', 'None'],
  picture: ({ name, mediaType }) => `picture(${quoteText(name)}, ${quoteText(mediaType)})`,
  step: '    ',
  hasTrailingComma: true,
  padding: '',
};

/** What the library takes by name; the rest goes into `extra_body`. */
const KNOWN_ARGUMENTS: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'temperature',
  'max_tokens',
  'top_p',
  'seed',
  'stop',
  'frequency_penalty',
  'presence_penalty',
  'response_format',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
]);

const READ_PICTURE = [
  '',
  '',
  'def picture(name: str, media_type: str) -> str:',
  '    with open(name, "rb") as file:',
  '        data = base64.b64encode(file.read()).decode()',
  '    return f"data:{media_type};base64,{data}"',
  '',
];

const argument = (name: string, value: Literal) =>
  `    ${name}=${writeLiteral(value, SYNTAX).replaceAll('\n', '\n    ')},`;

function writeArguments(body: Record<string, Literal>): string[] {
  const entries = Object.entries(body);
  const known = entries.filter(([name]) => KNOWN_ARGUMENTS.has(name));
  const others = entries.filter(([name]) => !KNOWN_ARGUMENTS.has(name));
  const extra: [string, Literal][] =
    others.length === 0 ? [] : [['extra_body', Object.fromEntries(others)]];
  return [...known, ...extra].map(([name, value]) => argument(name, value));
}

/** A request as a program for Python's `openai`. */
export function writePython(request: CodeRequest): string {
  const { baseUrl, keyVariable, body } = request;
  const readsFiles = hasFiles(request);
  const variable = (name: string) => `os.environ[${quoteText(name)}]`;
  // The library asks for a key, also where the server does not.
  const key = keyVariable === null ? quoteText('none') : variable(keyVariable);
  const needsOs = baseUrl === null || keyVariable !== null;
  const imports = [...(readsFiles ? ['import base64'] : []), ...(needsOs ? ['import os'] : [])];
  const lines = [
    '# pip install openai',
    ...imports,
    ...(imports.length > 0 ? [''] : []),
    'from openai import OpenAI',
    ...(readsFiles ? READ_PICTURE : []),
    '',
    'client = OpenAI(',
    `    base_url=${baseUrl === null ? variable(ADDRESS_VARIABLE) : quoteText(baseUrl)},`,
    `    api_key=${key},`,
    ')',
    '',
    'completion = client.chat.completions.create(',
    ...writeArguments(withPictures(request)),
    ')',
    `print(completion.choices[0].message${'tools' in body ? '' : '.content'})`,
  ];
  return `${lines.join('\n')}\n`;
}
