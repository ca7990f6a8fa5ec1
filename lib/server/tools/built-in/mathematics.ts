import 'server-only';
import type { BigNumber, MathJsInstance, MathNode } from 'mathjs';

/** What an expression may be made of: values, operators and calls. Nothing that names, loops, or reaches into objects. */
const NODES = new Set([
  'ConstantNode',
  'OperatorNode',
  'RelationalNode',
  'ConditionalNode',
  'ParenthesisNode',
  'ArrayNode',
  'FunctionNode',
  'SymbolNode',
]);

const CONSTANTS = ['pi', 'e', 'tau', 'phi', 'i', 'true', 'false', 'Infinity'];
const FUNCTIONS = [
  ...['abs', 'sign', 'sqrt', 'cbrt', 'nthRoot', 'square', 'cube', 'pow', 'exp', 'expm1', 'hypot'],
  ...[
    'log',
    'log2',
    'log10',
    'log1p',
    'add',
    'subtract',
    'multiply',
    'divide',
    'mod',
    'unaryMinus',
  ],
  ...['round', 'floor', 'ceil', 'fix', 'gcd', 'lcm', 'xgcd', 'factorial', 'gamma', 'isPrime'],
  ...['combinations', 'permutations', 'sin', 'cos', 'tan', 'cot', 'sec', 'csc'],
  ...['asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
  ...['min', 'max', 'sum', 'prod', 'mean', 'median', 'mode', 'std', 'variance', 'quantileSeq'],
  ...['cross', 'dot', 'det', 'inv', 'transpose', 'norm', 'size', 're', 'im', 'arg', 'conj'],
];
const NAMES = new Set([...CONSTANTS, ...FUNCTIONS]);

/** Significant digits that are reckoned with; those that are shown; and digits of a whole number that is shown whole. */
const PRECISION = 128;
const SHOWN_DIGITS = 32;
const MAX_WHOLE_DIGITS = 100;
const FORMAT = { precision: SHOWN_DIGITS, lowerExp: -9, upperExp: 40 };
/** What is left where a quotient or a function was rounded at the last digit. */
const ROUNDED_AWAY = -100;

const VALUES = ['BigNumber', 'number', 'boolean', 'Complex', 'Unit', 'DenseMatrix'];

/** The library, as far as it is used. */
export type Mathematics = {
  /** @throws Error that says where the text is no expression. */
  parse(text: string): MathNode;
  /** Why a part of an expression may not be there; `null` where it may. */
  problemOf(node: MathNode): string | null;
  /**
   * What an expression gives, as text.
   *
   * @throws Error that says why it gives nothing.
   */
  write(tree: MathNode): string;
  /** Makes numbers what they were before a computation: to be called after each, whether or how it ended. */
  restore(): void;
};

function problemOf(math: MathJsInstance, node: MathNode): string | null {
  if (!NODES.has(node.type))
    return 'Only one expression of numbers, operators and functions is computed.';
  if (math.isConstantNode(node) && typeof node.value === 'string') return 'Texts are not computed.';
  if (math.isFunctionNode(node) && !math.isSymbolNode(node.fn)) return 'Only functions are called.';
  if (!math.isSymbolNode(node) || NAMES.has(node.name)) return null;
  return math.Unit.isValuelessUnit(node.name) ? null : `${node.name} is not known here.`;
}

/** Whether an expression holds something whose result may have been rounded. */
const isRounding = (tree: MathNode) =>
  tree.filter(
    ({ type, ...node }) => type === 'FunctionNode' || Reflect.get(node, 'fn') === 'divide',
  ).length > 0;

function writeNumber(value: BigNumber, tree: MathNode, math: MathJsInstance): string {
  if (!value.isFinite()) throw new Error('The result is no finite number.');
  if (value.isInteger() && value.e < MAX_WHOLE_DIGITS) return value.toFixed();
  if (value.e < ROUNDED_AWAY && isRounding(tree)) return '0';
  return math.format(value, FORMAT);
}

function write(math: MathJsInstance, tree: MathNode): string {
  const value: unknown = tree.evaluate();
  if (math.isBigNumber(value)) return writeNumber(value, tree, math);
  if (!VALUES.includes(math.typeOf(value))) throw new Error('The result is no number.');
  return math.format(value, FORMAT);
}

/** The class of its numbers, which the library's types leave out. */
type NumberClass = {
  readonly precision: number;
  readonly rounding: number;
  set(rounding: { precision: number; rounding: number }): void;
  new (value: number): BigNumber;
};

/**
 * How numbers are rounded is kept by their class and by a variable of its module. Both are changed while a
 * function is computed, and stay so where that throws or is ended.
 */
function restorerOf(math: MathJsInstance): () => void {
  const Numbers: NumberClass = Reflect.get(math, 'BigNumber');
  const { precision, rounding } = Numbers;
  return () => {
    Numbers.set({ precision, rounding });
    // The variable is out of reach: a root that is taken to its end sets it.
    new Numbers(2).sqrt();
  };
}

async function load(): Promise<Mathematics> {
  const { all, create } = await import('mathjs');
  // Decimals as they are written: binary fractions would make 0.1 + 0.2 something else than 0.3.
  const math = create(all ?? {}, { number: 'BigNumber', precision: PRECISION });
  // Its parts are made when they are first used, which takes longer than a formula may.
  for (const name of FUNCTIONS) Reflect.get(math, name);
  math.evaluate('5 cm to inch');
  return {
    parse: (text) => math.parse(text),
    problemOf: (node) => problemOf(math, node),
    write: (tree) => write(math, tree),
    restore: restorerOf(math),
  };
}

let loaded: Promise<Mathematics> | undefined;

/** The library, loaded when it is first needed. */
export function loadMathematics(): Promise<Mathematics> {
  loaded ??= load();
  return loaded;
}
