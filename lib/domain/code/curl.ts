import { ADDRESS_VARIABLE, type CodeRequest, type PictureFile } from './code-request';
import { quoteText, type Syntax, writeLiteral } from './literal';
import { hasFiles, withPictures } from './picture-mark';

/** What ends the body. No line of JSON is this word. */
const END = 'JSON';

/** A text as one word of a POSIX shell: nothing in single quotes means anything. */
const quoteWord = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** In a here-document that the shell looks into, for the files that are read there. */
const quoteInShell = (text: string) => quoteText(text).replaceAll(/[\\$`]/g, '\\$&');

const readInShell = ({ name, mediaType }: PictureFile) =>
  `"data:${mediaType};base64,$(base64 < ${quoteWord(name)} | tr -d '\\n')"`;

const JSON_SYNTAX: Syntax = {
  text: quoteText,
  key: quoteText,
  words: ['true', 'false', 'null'],
  picture: readInShell,
  step: '  ',
  hasTrailingComma: false,
  padding: ' ',
};
const SHELL_SYNTAX: Syntax = { ...JSON_SYNTAX, text: quoteInShell, key: quoteInShell };

/** A request as a command of a POSIX shell. The body is no argument: those have a length. */
export function writeCurl(request: CodeRequest): string {
  const { baseUrl, keyVariable } = request;
  const path = '/chat/completions';
  const isLookedInto = hasFiles(request);
  const lines = [
    `curl ${baseUrl === null ? `"$${ADDRESS_VARIABLE}${path}"` : quoteWord(baseUrl + path)} \\`,
    "  --header 'Content-Type: application/json' \\",
    ...(keyVariable === null ? [] : [`  --header "Authorization: Bearer $${keyVariable}" \\`]),
    `  --data-binary @- <<${isLookedInto ? END : `'${END}'`}`,
    writeLiteral(withPictures(request), isLookedInto ? SHELL_SYNTAX : JSON_SYNTAX),
    END,
  ];
  return `${lines.join('\n')}\n`;
}
