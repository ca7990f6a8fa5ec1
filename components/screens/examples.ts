/** An example of the empty state: a picture of our own and a question about it. */
export type Example = (typeof EXAMPLES)[number];

/** What the empty state offers; texts are keys of the `chat` catalogue. */
export const EXAMPLES = [
  {
    id: 'receipt',
    file: '/examples/receipt.jpg',
    title: 'exampleReceiptTitle',
    text: 'exampleReceiptText',
    prompt: 'exampleReceiptPrompt',
  },
  {
    id: 'equations',
    file: '/examples/equations.jpg',
    title: 'exampleEquationsTitle',
    text: 'exampleEquationsText',
    prompt: 'exampleEquationsPrompt',
  },
  {
    id: 'chart',
    file: '/examples/chart.png',
    title: 'exampleChartTitle',
    text: 'exampleChartText',
    prompt: 'exampleChartPrompt',
  },
] as const;
