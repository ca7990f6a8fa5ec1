const nested = (open: string, close: string, count: number) =>
  `${open.repeat(count)}x${close.repeat(count)}`;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

/** Markdown that is short to write and could be long to read: by name. */
export const SHAPES: Readonly<Record<string, string>> = {
  'emphasis in strong, 1,000 deep': '*a **a '.repeat(1000),
  'emphasis closed, 1,000 deep': `${'*a **a '.repeat(1000)}${'** *'.repeat(1000)}`,
  'mixed runs, 15 KB': '*a_ '.repeat(3750),
  'underscores and stars': '_*_*'.repeat(2000),
  'list 500 deep': lines(500, (depth) => `${'  '.repeat(depth)}- item`),
  'list markers on one line': '- '.repeat(3000),
  'ordered markers on one line': '1. '.repeat(3000),
  'quote 3,000 deep': `${'>'.repeat(3000)} deep`,
  'quotes and lists in turn': '> - '.repeat(1500),
  'open brackets': '['.repeat(10_000),
  'links in links': nested('[', '](x)', 2000),
  'picture in picture': nested('![', '](x)', 2000),
  'references to nothing': '[a][b]'.repeat(3000),
  'footnotes to nothing': '[^a]'.repeat(4000),
  'many definitions': lines(3000, (index) => `[label ${index}]: https://example.org/${index}\n`),
  'backticks of growing length': Array.from({ length: 170 }, (_, size) =>
    '`'.repeat(size + 1),
  ).join(' '),
  'code spans that do not close': '`a'.repeat(8000),
  'struck and struck': '~~a ~a '.repeat(2000),
  entities: '&amp;&#x41;&'.repeat(2000),
  'half tags': '<a '.repeat(5000),
  'comments that do not close': '<!-- '.repeat(4000),
  addresses: 'www.a.b/c?d=e '.repeat(2000),
  'mail addresses': 'a@b.c'.repeat(3000),
  backslashes: '\\*'.repeat(8000),
  dollars: '$$a$$ $$b '.repeat(2000),
  'brackets of formulas': '\\(a \\[b '.repeat(2000),
  'formula 2,000 deep': `$$\n${'{'.repeat(1200)}x${'}'.repeat(1200)}\n$$`,
  'matrix of 900 cells': `$$\n\\begin{matrix}${lines(30, () => `${'a & '.repeat(29)}a \\\\`)}\\end{matrix}\n$$`,
  'table of 60 columns': `${'| a '.repeat(60)}|\n${'|---'.repeat(60)}|\n${lines(200, () => `${'| b '.repeat(60)}|`)}`,
  'table of 3,000 rows': `| a | b |\n|---|---|\n${lines(3000, (row) => `| ${row} | b |`)}`,
  'table cells of emphasis': `| a | b |\n|---|---|\n${lines(300, () => '| *a **b | _c *d |')}`,
  'one paragraph of 60,000 characters': 'word '.repeat(12_000),
  'one word of 60,000 characters': 'w'.repeat(60_000),
  'a paragraph of 2,000 lines': lines(2000, () => 'a *line* of text'),
  headings: lines(2000, (index) => `${'#'.repeat((index % 6) + 1)} heading ${index}`),
  'code of 5,000 lines': `\`\`\`js\n${lines(5000, (index) => `const a${index} = "b";`)}\`\`\`\n`,
  'control characters': `\`${'\u202e\u200b'.repeat(2000)}\``,
};

/** Shapes of which Markdown shows nothing. */
export const SILENT_SHAPES: ReadonlySet<string> = new Set(['many definitions']);
