/**
 * Something to begin with: a question, with a picture of our own and the tools that it switches on. It is put
 * into the draft, or asked at once.
 */
export type Example = (typeof EXAMPLES)[number] | (typeof WALKTHROUGHS)[number];

/** What the empty state offers first; texts are keys of the `chat` catalogue. */
export const EXAMPLES = [
  {
    id: 'receipt',
    file: '/examples/receipt.jpg',
    tools: [],
    isAskedAtOnce: false,
    title: 'exampleReceiptTitle',
    text: 'exampleReceiptText',
    prompt: 'exampleReceiptPrompt',
  },
  {
    id: 'equations',
    file: '/examples/equations.jpg',
    tools: [],
    isAskedAtOnce: false,
    title: 'exampleEquationsTitle',
    text: 'exampleEquationsText',
    prompt: 'exampleEquationsPrompt',
  },
  {
    id: 'chart',
    file: '/examples/chart.png',
    tools: [],
    isAskedAtOnce: false,
    title: 'exampleChartTitle',
    text: 'exampleChartText',
    prompt: 'exampleChartPrompt',
  },
] as const;

/** What the model's own page shows of it, with pictures of ours. */
export const WALKTHROUGHS = [
  {
    id: 'battle',
    file: '/examples/battle.png',
    tools: [],
    isAskedAtOnce: true,
    title: 'walkBattleTitle',
    text: 'walkBattleText',
    prompt: 'walkBattlePrompt',
  },
  {
    id: 'sums',
    file: '/examples/sums.jpg',
    tools: ['calculator', 'rewrite'],
    isAskedAtOnce: true,
    title: 'walkSumsTitle',
    text: 'walkSumsText',
    prompt: 'walkSumsPrompt',
  },
  {
    id: 'alphabet',
    file: null,
    tools: [],
    isAskedAtOnce: true,
    title: 'walkAlphabetTitle',
    text: 'walkAlphabetText',
    prompt: 'walkAlphabetPrompt',
  },
] as const;
