import 'server-only';
import type { MathNode } from 'mathjs';
import { isOutOfTime, withinTime } from '../../within-time';
import type { Tool } from '../tool';
import { loadMathematics, type Mathematics } from './mathematics';

/** A formula takes well under a millisecond; one that is made to take long is ended here. */
const TIME_LIMIT_MS = 250;
const MAX_CHARACTERS = 1000;
const MAX_MESSAGE_CHARACTERS = 300;

const DEFINITION = {
  name: 'calculator',
  description:
    'Computes an arithmetic expression exactly, with decimals as they are written (0.1 + 0.2 is 0.3). ' +
    'Knows + - * / ^ % !, brackets, comparisons, lists in [ ], units such as "5 cm to inch" or "sin(30 deg)", ' +
    'pi, e, and functions such as sqrt, log(x, base), sin, round, gcd, mean. Use a point for decimals and no ' +
    'separators for thousands.',
  parameters: {
    type: 'object',
    properties: {
      expression: {
        type: 'string',
        description: 'For example "(12.5 + 7) * 3 / 2^4"',
        minLength: 1,
        maxLength: MAX_CHARACTERS,
      },
    },
    required: ['expression'],
    additionalProperties: false,
  },
} as const;

/** Signs that people and models write, as the library has them. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[×·⋅∙]/g, '*'],
  [/[÷∕]/g, '/'],
  [/[−–—]/g, '-'],
  [/\*\*/g, '^'],
  [/√/g, 'sqrt'],
  [/π/g, 'pi'],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/≤/g, '<='],
  [/≥/g, '>='],
  [/(\s|\u00a0)*=\s*\??\s*$/, ''],
];

const normalise = (expression: string) =>
  SIGNS.reduce((text, [sign, plain]) => text.replace(sign, plain), expression);

/** Ends with why it cannot be computed. */
class Incomputable extends Error {}

function checkNode(node: MathNode, mathematics: Mathematics): void {
  const problem = mathematics.problemOf(node);
  if (problem) throw new Incomputable(problem);
}

function compute(expression: string, mathematics: Mathematics): string {
  const tree = mathematics.parse(normalise(expression));
  tree.traverse((node) => checkNode(node, mathematics));
  return mathematics.write(tree);
}

function reasonOf(thrown: unknown): string {
  if (isOutOfTime(thrown)) return 'It takes too long to compute.';
  // The library's messages speak of the expression only.
  const message = thrown instanceof Error ? thrown.message : 'It cannot be computed.';
  return message.slice(0, MAX_MESSAGE_CHARACTERS);
}

/** Computes expressions. No text is ever run as code: what is parsed is compared with a list of what may be in it. */
export const calculator: Tool = {
  key: 'calculator',
  origin: { type: 'built-in' },
  definition: DEFINITION,
  defaultApproval: 'allow',
  isByHand: false,
  async call({ expression }) {
    const mathematics = await loadMathematics();
    try {
      return { text: withinTime(TIME_LIMIT_MS, () => compute(String(expression), mathematics)) };
    } catch (thrown) {
      // The model wrote the expression: it learns what to mend.
      return { text: `Cannot compute this: ${reasonOf(thrown)}`, isError: true };
    } finally {
      mathematics.restore();
    }
  },
};
