import 'server-only';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import type { ChatBody } from './read-chat-body';

/** Questions that a calculator helps with: such words, or a sum of numbers. */
const CALCULATION = /calculat|comput|equation|\bsums?\b|how much is|\d\s*[-+*/×÷^]\s*\(?\d/i;
/** A sum in a text: numbers, signs and brackets, with at least one sign between two numbers. */
const EXPRESSION = /[\d(][\d\s.()]*(?:[-+*/×÷^]\s*[\d(][\d\s.()]*)+/g;
/** Made where the question has none: a script cannot read those on a picture. */
const SAMPLES = ['6 + 2 * 3', '17.5 / 2.5', '3/4 + 1/8'];
const MOST_CALLS = 3;

const countOf = (text: string, sign: string) => text.split(sign).length - 1;

/** Brackets and full stops of the sentence around a sum are none of it. */
function trimmed(expression: string): string {
  const text = expression.replace(/[\s.(]+$/, '');
  const surplus = countOf(text, ')') - countOf(text, '(');
  if (surplus > 0) return text.slice(0, text.lastIndexOf(')')).trim();
  return surplus < 0 ? text.replace('(', '').trim() : text.trim();
}

/** The sums of a text. */
function expressionsIn(text: string): string[] {
  const found = (text.match(EXPRESSION) ?? []).map(trimmed);
  return [...new Set(found)].slice(0, MOST_CALLS);
}

const lastText = ({ messages }: ChatBody) => messages.at(-1)?.texts.join('\n') ?? '';

/** Calls of the calculator, where it is offered and the question asks for a calculation; none after a result. */
export function demoCallsOf(body: ChatBody): PromptToolCall[] {
  const question = lastText(body);
  const isAsked = body.messages.at(-1)?.role === 'user' && CALCULATION.test(question);
  if (!isAsked || !body.toolNames.includes('calculator')) return [];
  const found = expressionsIn(question);
  const expressions = found.length > 0 ? found : SAMPLES;
  return expressions.map((expression, index) => ({
    id: `demo${String(body.messages.length % 1000).padStart(3, '0')}${String(index).padStart(2, '0')}`,
    name: 'calculator',
    arguments: JSON.stringify({ expression }),
  }));
}

/** What is said before a call. */
export const DEMO_BEFORE_CALLS =
  '**This is the built-in demo: a script, not a model.** It cannot read pictures; it shows how tools are called, with the sums of your question or with samples.';

/** What is said once the results of calls are there; `null` where the newest messages are none. */
export function demoAfterCalls({ messages }: ChatBody): string | null {
  const last = messages.findLastIndex(({ role }) => role !== 'tool');
  const results = messages.slice(last + 1).map(({ texts }) => texts.join(''));
  if (results.length === 0) return null;
  const rows = results.map((text, index) => {
    const [line = ''] = text.split('\n');
    return `| ${index + 1} | ${line.slice(0, 200).replaceAll('|', '\\|')} |`;
  });
  return `The calls gave:\n\n| Call | Result |\n| :-: | --- |\n${rows.join('\n')}\n\nA model would now answer your question with them.`;
}
