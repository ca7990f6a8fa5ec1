import { replaceUnseen } from '../without-unseen';
import type { PictureFile } from './code-request';

/** A function that is called where a value stands. */
export class Call {
  readonly name: string;
  readonly values: readonly Literal[];

  constructor(name: string, values: readonly Literal[]) {
    this.name = name;
    this.values = values;
  }
}

/** A picture that is read from its file where its data URL stands. */
export class FilePicture {
  readonly file: PictureFile;

  constructor(file: PictureFile) {
    this.file = file;
  }
}

/** A value in a program: JSON, and what is computed. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | Call
  | FilePicture
  | readonly Literal[]
  | { readonly [key: string]: Literal };

export function isRecord(value: Literal | undefined): value is { readonly [key: string]: Literal } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Call) &&
    !(value instanceof FilePicture)
  );
}

export function isList(value: Literal | undefined): value is readonly Literal[] {
  return Array.isArray(value);
}

/** How a language writes values. */
export type Syntax = {
  readonly text: (text: string) => string;
  readonly key: (key: string) => string;
  /** Words for `true`, `false` and `null`. */
  readonly words: readonly [yes: string, no: string, none: string];
  readonly picture: (file: PictureFile) => string;
  /** One step of indentation. */
  readonly step: string;
  /** Whether the last member is followed by a comma where each has its own line. */
  readonly hasTrailingComma: boolean;
  /** What stands inside of braces on one line. */
  readonly padding: '' | ' ';
};

/** Longest list or object on one line, in characters. */
const MAX_LINE = 72;

/** Line ends to some editors, though not to JSON. */
const LINE_ENDS = /[\u2028\u2029]/g;

/** `\uXXXX`, which JSON, JavaScript and Python read alike. */
export const escapeUnit = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** As JSON and JavaScript read it: by halves where it has two. */
const escapeCharacter = (character: string) => character.split('').map(escapeUnit).join('');

/**
 * A text in double quotes, with what JSON escapes, and with escapes for what cannot be seen: code must not
 * hide anything.
 *
 * @param writeUnseen - How a language writes such a character.
 */
export const quoteText = (text: string, writeUnseen = escapeCharacter): string =>
  replaceUnseen(JSON.stringify(text), writeUnseen).replaceAll(LINE_ENDS, escapeUnit);

const indent = (text: string, step: string) => text.replaceAll('\n', `\n${step}`);

/** Joins members, on one line where they fit. Texts hold no line ends: each is escaped. */
function enclose(
  open: string,
  members: readonly string[],
  close: string,
  { step, hasTrailingComma, padding }: Syntax,
): string {
  if (members.length === 0) return open + close;
  const length = members.reduce((sum, member) => sum + member.length + 2, 0);
  if (length <= MAX_LINE && !members.some((member) => member.includes('\n'))) {
    const space = open === '{' ? padding : '';
    return `${open}${space}${members.join(', ')}${space}${close}`;
  }
  const lines = members.map((member) => `\n${step}${indent(member, step)}`);
  return `${open}${lines.join(',')}${hasTrailingComma ? ',' : ''}\n${close}`;
}

/** Writes a value in a language. */
export function writeLiteral(value: Literal, syntax: Syntax): string {
  const [yes, no, none] = syntax.words;
  if (value === null) return none;
  if (typeof value === 'string') return syntax.text(value);
  if (typeof value === 'boolean') return value ? yes : no;
  // As JSON does: every language here reads it, `1e+21` too.
  if (typeof value === 'number') return JSON.stringify(value);
  if (value instanceof FilePicture) return syntax.picture(value.file);
  const write = (member: Literal) => writeLiteral(member, syntax);
  if (value instanceof Call) return `${value.name}(${value.values.map(write).join(', ')})`;
  if (Array.isArray(value)) return enclose('[', value.map(write), ']', syntax);
  const members = Object.entries(value).map(
    ([key, member]) => `${syntax.key(key)}: ${write(member)}`,
  );
  return enclose('{', members, '}', syntax);
}
