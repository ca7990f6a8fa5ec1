import remarkGfm from 'remark-gfm';
import { remarkMaths } from './remark-maths';

/** A unified processor's store of syntax extensions. */
type ProcessorData = {
  micromarkExtensions?: readonly unknown[];
  fromMarkdownExtensions?: readonly unknown[];
};

/** What the plugins add to a processor, made once: it takes as long as to parse a short block. */
function collectSyntax(): Required<ProcessorData> {
  const collected: ProcessorData = {};
  const processor = { data: () => collected };
  remarkGfm.call(processor, { singleTilde: false });
  remarkMaths.call(processor);
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = collected;
  return { micromarkExtensions, fromMarkdownExtensions };
}

const SYNTAX = collectSyntax();

/** What an answer may hold beyond plain Markdown: GitHub's and formulas. The same objects for each block. */
export function remarkSyntax(this: { data(): object }): void {
  Object.assign(this.data(), SYNTAX);
}
