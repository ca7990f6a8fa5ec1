import type { Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { BlockSource } from './parse-protocol';
import { rehypeAnswer } from './rehype-answer';
import { remarkMaths } from './remark-maths';
import { remarkPlain } from './remark-plain';

type Plugins = Required<Pick<Options, 'remarkPlugins' | 'rehypePlugins'>>;

/** How a block is read, on the page and in the worker alike. */
export function pluginsFor({ definitions, source: _source, ...answer }: BlockSource): Plugins {
  return {
    remarkPlugins: [
      [remarkGfm, { singleTilde: false }],
      remarkMaths,
      [remarkPlain, { prefixLength: definitions.length }],
    ],
    rehypePlugins: [[rehypeAnswer, answer]],
  };
}
