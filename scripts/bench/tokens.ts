/** `npm run bench:tokens`: estimated against counted tokens on our samples, as a Markdown table. */
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { createTokenCounter } from '@/lib/server/tokens/token-counter';
import { TOKEN_SAMPLES } from '../../tests/fixtures/token-samples/samples';

const counter = createTokenCounter(60_000);
const counts = await counter.count(TOKEN_SAMPLES.map(([, text]) => text));
await counter.close();
if (!counts) throw new Error('the tokens could not be counted');
const rows = TOKEN_SAMPLES.map(([name, text], place) => {
  const counted = counts[place] ?? 0;
  const estimated = estimateTextTokens(text);
  const ratio = (estimated / counted).toFixed(2);
  return `| ${name} | ${[...text].length} | ${counted} | ${estimated} | ${ratio} |`;
});
const estimates = TOKEN_SAMPLES.map(([, text]) => estimateTextTokens(text));
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
const total = (sum(estimates) / sum(counts)).toFixed(2);
console.log('| sample | characters | counted | estimated | ratio |\n|---|--:|--:|--:|--:|');
console.log(rows.join('\n'));
console.log(`| all | | ${sum(counts)} | ${sum(estimates)} | ${total} |`);
