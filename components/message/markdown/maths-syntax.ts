import { tokenizeMathsFlow } from './maths-flow';
import { tokenizeMathsText } from './maths-text';
import { BACKSLASH, type Construct, DOLLAR } from './micromark-tokenizer';

const dollars: Construct = {
  name: 'mathsText',
  previous: (code) => code !== DOLLAR,
  tokenize: tokenizeMathsText,
};
const brackets: Construct = { name: 'mathsText', tokenize: tokenizeMathsText };
const flow: Construct = { name: 'mathsFlow', concrete: true, tokenize: tokenizeMathsFlow };

/** A micromark extension: formulas by `$$`, `\(` and `\[`. A single `$` stays text. Linear in time. */
export const mathsSyntax = {
  text: { [DOLLAR]: dollars, [BACKSLASH]: brackets },
  flow: { [DOLLAR]: flow, [BACKSLASH]: flow },
};
