/** An answer with everything that Markdown can bring: for rendering, contrast and width. */
export const RICH_ANSWER = `## Everything at once

Some **bold**, *italic*, \`inline code\`, ~~struck~~ words, a [link](https://docs.example.com/path) and $5 and $6.

| item | price | note |
|:-----|------:|:-----|
| tea  |  2.50 | ${'unbreakable'.repeat(8)} |
| cake |  3.00 | fine |

- [x] read the picture
- [ ] check the total

1. one
2. two

> A quotation.

\`\`\`typescript
// A comment that is longer than a phone is wide, so that the block has to scroll sideways here.
export const total = (prices: readonly number[]): number => prices.reduce((sum, price) => sum + price, 0);
const name = 'tea', amount = 2.5, isDone = true;
\`\`\`

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3} + \\sum_{k=1}^{n} \\frac{1}{k^2} + \\sqrt{a^2 + b^2} + \\binom{n}{k}
$$

Inline \\(e^{i\\pi} + 1 = 0\\) and a picture: ![a chart](https://tracker.invalid/p.png)

---

${'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3)}
`;
