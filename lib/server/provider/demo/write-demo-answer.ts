import 'server-only';
import { imageGrid } from '@/lib/domain/image/image-tokens';
import type { PictureFacts } from './inspect-picture';

/** What the script was sent. */
export type DemoFacts = {
  /** The person's last message, without the numbers that stand before pictures. */
  readonly question: string;
  /** Pictures of the last message; `null` for one that cannot be decoded. */
  readonly pictures: readonly (PictureFacts | null)[];
  /** Pictures of earlier messages that came along. */
  readonly earlierPictures: number;
  /** Messages of the person so far, this one included. */
  readonly turns: number;
};

const INTRODUCTION = `**This is the built-in demo: a script, not a model.** It cannot see or understand anything. It only measures what it was sent, and shows how answers look. For real answers set \`NVIDIA_API_KEY\` or \`UPSTREAM_BASE_URL\` and start again.`;

/** Used in the samples where no picture was sent: a common photo size within the model's limit. */
const SAMPLE_SIZE = { width: 1540, height: 1155 };

const count = (number: number, one: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : `${one}s`}`;

function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function pictureRow(picture: PictureFacts | null, index: number): string {
  if (!picture) return `| ${index + 1} | cannot be decoded | | | |`;
  const { width, height, bytes, tokens, colours, format } = picture;
  const mostly = colours.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`);
  return `| ${index + 1} | ${width} × ${height} px | ${formatBytes(bytes)} ${format} | ${tokens.toLocaleString('en')} | ${mostly.join(', ') || 'many colours'} |`;
}

function received({ question, pictures, earlierPictures, turns }: DemoFacts): string {
  const length = [...question].length;
  const lines = [
    `It received message ${turns} of this conversation: ${count(length, 'character')} of text and ${count(pictures.length, 'picture')}.`,
  ];
  if (earlierPictures > 0) {
    lines.push(`${count(earlierPictures, 'picture')} from earlier messages came along.`);
  }
  return lines.join(' ');
}

function table(facts: DemoFacts): string {
  if (facts.pictures.length > 0) {
    const head = '| Picture | Size | File | Tokens | Mostly |\n| :-: | --- | --: | --: | --- |';
    return `### Your pictures\n\n${head}\n${facts.pictures.map(pictureRow).join('\n')}`;
  }
  const words = facts.question.split(/\s+/).filter((word) => word !== '').length;
  const lines = facts.question.split('\n').length;
  return `### Your message\n\n| Measure | Value |\n| --- | --: |\n| Words | ${words} |\n| Lines | ${lines} |\n| Pictures | 0 |`;
}

function tasks({ pictures }: DemoFacts): string {
  const measured = pictures.filter((picture) => picture !== null).length;
  return `### What was done\n\n- [x] Receive the message\n- [x] Measure ${count(measured, 'picture')}\n- [ ] Understand it (this takes a model)`;
}

function firstSize({ pictures }: DemoFacts): { width: number; height: number } {
  return pictures.find((picture) => picture !== null) ?? SAMPLE_SIZE;
}

function code(facts: DemoFacts): string {
  const { width, height } = firstSize(facts);
  return `### Some code

\`\`\`ts
// What a picture costs: one token for each square of 28 pixels, and one more for each row.
function imageTokens(width: number, height: number): number {
  const columns = Math.ceil(width / 28);
  const rows = Math.ceil(height / 28);
  return (columns + 1) * rows;
}

imageTokens(${Math.min(width, 1540)}, ${Math.min(height, 1540)});
\`\`\``;
}

function maths(facts: DemoFacts): string {
  const { width, height } = firstSize(facts);
  const { columns, rows } = imageGrid(width, height);
  return `### Some maths

A picture cut into \\(c\\) columns and \\(r\\) rows costs \\((c + 1) \\cdot r\\) tokens. For ${width} × ${height} pixels:

$$
(c + 1) \\cdot r = (${columns} + 1) \\cdot ${rows} = ${(columns + 1) * rows}
$$`;
}

type Section = { readonly asked: RegExp; readonly write: (facts: DemoFacts) => string };

const SECTIONS: readonly Section[] = [
  { asked: /table|receipt|invoice|bill|total|chart|compare|picture|image|photo/i, write: table },
  { asked: /list|task|to-?do|steps|plan/i, write: tasks },
  { asked: /code|function|program|script|json|python|typescript/i, write: code },
  { asked: /math|formula|equation|calculate|solve|proof/i, write: maths },
];

/** Writes the demo's answer: what it is, what arrived, then one sample of each thing an answer can hold, what was asked for first. */
export function writeDemoAnswer(facts: DemoFacts): string {
  const isAsked = ({ asked }: Section) => asked.test(facts.question);
  const ordered = [...SECTIONS.filter(isAsked), ...SECTIONS.filter((section) => !isAsked(section))];
  const sections = ordered.map(({ write }) => write(facts));
  return [INTRODUCTION, received(facts), ...sections].join('\n\n');
}
