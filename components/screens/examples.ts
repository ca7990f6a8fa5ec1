/** Something to begin with: a question, with a picture of our own and the tools that it switches on. */
export type Example = (typeof EXAMPLES)[number] | (typeof WALKTHROUGHS)[number];

/** What the empty state offers first; texts are keys of the `chat` catalogue. */
export const EXAMPLES = [
  {
    id: 'receipt',
    file: '/examples/receipt.jpg',
    tools: [],
    title: 'exampleReceiptTitle',
    text: 'exampleReceiptText',
    prompt: 'exampleReceiptPrompt',
  },
  {
    id: 'equations',
    file: '/examples/equations.jpg',
    tools: [],
    title: 'exampleEquationsTitle',
    text: 'exampleEquationsText',
    prompt: 'exampleEquationsPrompt',
  },
  {
    id: 'chart',
    file: '/examples/chart.png',
    tools: [],
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
    title: 'walkBattleTitle',
    text: 'walkBattleText',
    prompt: 'walkBattlePrompt',
  },
  {
    id: 'sums',
    file: '/examples/sums.jpg',
    tools: ['calculator', 'rewrite'],
    title: 'walkSumsTitle',
    text: 'walkSumsText',
    prompt: 'walkSumsPrompt',
  },
  {
    id: 'alphabet',
    file: null,
    tools: [],
    title: 'walkAlphabetTitle',
    text: 'walkAlphabetText',
    prompt: 'walkAlphabetPrompt',
  },
] as const;
