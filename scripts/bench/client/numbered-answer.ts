import { cutIntoTokens } from '@/lib/server/provider/demo/cut-into-tokens';

/** A word that says which one it is; the page shows it as it stands in every construct used here. */
const NUMBER_PATTERN = /n(\d+)x/g;

const WORDS = 'the price of tea in this picture is read from a small and faded label'.split(' ');

/** Words of a sentence, every third one numbered. */
function createWriter() {
  let number = 0;
  let word = 0;
  return (count: number): string => {
    const words = Array.from({ length: count }, (_, at) => {
      word += 1;
      return at % 3 === 2 ? `n${number++}x` : (WORDS[word % WORDS.length] ?? '');
    });
    return words.join(' ');
  };
}

type Say = ReturnType<typeof createWriter>;

const SECTIONS: readonly ((say: Say) => string)[] = [
  (say) => `## About ${say(4)}\n\n${say(60)}. **${say(4)}**, *${say(3)}*, \`${say(3)}\`.\n\n`,
  (say) =>
    Array.from({ length: 8 }, () => `- ${say(9)}\n`)
      .join('')
      .concat('\n'),
  (say) => {
    const row = () => `| ${say(3)} | ${say(3)} | ${say(3)} |\n`;
    return `| a | b | c |\n|---|--:|:-:|\n${Array.from({ length: 8 }, row).join('')}\n`;
  },
  (say) => {
    const line = (_: unknown, at: number) => `const value${at} = read("${say(6)}"); // ${say(3)}\n`;
    return `\`\`\`typescript\n${Array.from({ length: 14 }, line).join('')}\`\`\`\n\n`;
  },
  (say) =>
    `${say(12)}:\n\n$$\n\\int_0^1 x^2 \\, dx = \\frac{1}{3} + \\sum_{k=1}^{n} \\frac{1}{k^2}\n$$\n\n`,
  (say) =>
    `1. ${say(14)}\n2. ${say(14)}\n   - ${say(9)}\n3. inline \\(e^{i\\pi} + 1 = 0\\) ${say(9)}\n\n`,
  (say) => `> ${say(24)}\n\n### ${say(3)}\n\n${say(50)}.\n\n`,
];

/** An answer of that many tokens with everything Markdown brings, in a model's pieces. */
export function numberedAnswer(count: number): string[] {
  const say = createWriter();
  const tokens: string[] = [];
  for (let section = 0; tokens.length < count; section += 1) {
    const write = SECTIONS[section % SECTIONS.length];
    if (write) tokens.push(...cutIntoTokens(write(say)));
  }
  return tokens.slice(0, count);
}

/** For each number, the token that completes it. */
export function tokensOfNumbers(tokens: readonly string[]): number[] {
  const ends: number[] = [];
  let length = 0;
  for (const token of tokens) {
    length += token.length;
    ends.push(length);
  }
  const found: number[] = [];
  let token = 0;
  for (const match of tokens.join('').matchAll(NUMBER_PATTERN)) {
    while ((ends[token] ?? Infinity) < match.index + match[0].length) token += 1;
    found[Number(match[1])] = token;
  }
  return found;
}
