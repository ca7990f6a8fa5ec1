import { ADDRESS_VARIABLE, type CodeRequest } from './code-request';
import { escapeUnit, type Literal, quoteText, type Syntax, writeLiteral } from './literal';
import { OPENAI_FIELDS } from './openai-fields';
import { hasFiles, withPictures } from './picture-mark';

/** Halves of a character would be two of them. */
const escapeCharacter = (character: string) => {
  const number = character.codePointAt(0) ?? 0;
  return number > 0xffff ? `\\U${number.toString(16).padStart(8, '0')}` : escapeUnit(character);
};

const quote = (text: string) => quoteText(text, escapeCharacter);

const SYNTAX: Syntax = {
  text: quote,
  key: quote,
  words: ['True', 'False', 'None'],
  picture: ({ name, mediaType }) => `picture(${quote(name)}, ${quote(mediaType)})`,
  step: '    ',
  hasTrailingComma: true,
  padding: '',
};

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

/** What the library knows it takes by name; the rest goes into `extra_body`. */
function writeArguments(body: Record<string, Literal>): string[] {
  const entries = Object.entries(body);
  const known = entries.filter(([name]) => OPENAI_FIELDS.has(name));
  const others = entries.filter(([name]) => !OPENAI_FIELDS.has(name));
  const extra: [string, Literal][] =
    others.length === 0 ? [] : [['extra_body', Object.fromEntries(others)]];
  return [...known, ...extra].map(([name, value]) => argument(name, value));
}

/** A request as a program for Python's `openai`. */
export function writePython(request: CodeRequest): string {
  const { baseUrl, keyVariable, body } = request;
  const readsFiles = hasFiles(request);
  const variable = (name: string) => `os.environ[${quote(name)}]`;
  // The library asks for a key, also where the server does not.
  const key = keyVariable === null ? quote('none') : variable(keyVariable);
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
    `    base_url=${baseUrl === null ? variable(ADDRESS_VARIABLE) : quote(baseUrl)},`,
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
