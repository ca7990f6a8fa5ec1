import 'server-only';
import type { Tool } from '../tool';

const DEFINITION = {
  name: 'rewrite',
  description: 'Rewrites a given text for improved clarity.',
  parameters: {
    type: 'object',
    properties: {
      text: { type: 'string', description: 'The text to rewrite', minLength: 1, maxLength: 50_000 },
    },
    required: ['text'],
    additionalProperties: false,
  },
} as const;

/** Without spaces at the ends of lines, doubled spaces, and more than one empty line. */
const tidy = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/**
 * The second tool of the model card's walk-through. It has no model of its own: it gives the text back, tidied,
 * for the one that called it to write.
 */
export const rewrite: Tool = {
  key: 'rewrite',
  origin: { type: 'built-in' },
  definition: DEFINITION,
  defaultApproval: 'allow',
  isByHand: false,
  call: async ({ text }) => ({
    text: `Write this more clearly, kindly and in short sentences, with every fact kept:\n\n${tidy(String(text))}`,
  }),
};
