import type { Options } from 'react-markdown';
import type { BlockSource } from './parse-protocol';
import { rehypeAnswer } from './rehype-answer';
import { remarkPlain } from './remark-plain';
import { remarkSyntax } from './remark-syntax';

type Plugins = Required<Pick<Options, 'remarkPlugins' | 'rehypePlugins'>>;

/** How a block is read, on the page and in the worker alike. */
export function pluginsFor({ definitions, source: _source, ...answer }: BlockSource): Plugins {
  return {
    remarkPlugins: [remarkSyntax, [remarkPlain, { prefixLength: definitions.length }]],
    rehypePlugins: [[rehypeAnswer, answer]],
  };
}
