/** An example of the empty state: a picture of our own and a question about it. */
export type Example = (typeof EXAMPLES)[number];

/** What the empty state offers; texts are keys of the `chat` catalogue. */
export const EXAMPLES = [
  {
    id: 'receipt',
    file: '/examples/receipt.jpg',
    thumbnail: '/examples/receipt-small.jpg',
    title: 'exampleReceiptTitle',
    text: 'exampleReceiptText',
    prompt: 'exampleReceiptPrompt',
  },
  {
    id: 'equations',
    file: '/examples/equations.png',
    thumbnail: '/examples/equations-small.jpg',
    title: 'exampleEquationsTitle',
    text: 'exampleEquationsText',
    prompt: 'exampleEquationsPrompt',
  },
  {
    id: 'chart',
    file: '/examples/chart.png',
    thumbnail: '/examples/chart-small.jpg',
    title: 'exampleChartTitle',
    text: 'exampleChartText',
    prompt: 'exampleChartPrompt',
  },
] as const;
