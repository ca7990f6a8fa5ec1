import { sampleFromSchema } from '@/lib/server/provider/demo/sample-from-schema';
import { type Exchange, type Fields, isFields } from './exchange';
import type { ToolCall } from './plan-answer';
import { readMessages, readTools } from './wire-messages';

type PlannedCalls = {
  readonly calls: readonly ToolCall[];
  /** Whether the request named the tool itself. */
  readonly isNamed: boolean;
};

const NONE: PlannedCalls = { calls: [], isNamed: false };

const nameOf = ({ name }: Fields): string => (typeof name === 'string' ? name : '');

function readNamedChoice({ tool_choice: choice }: Fields): string | undefined {
  const named = isFields(choice) && isFields(choice.function) ? choice.function.name : undefined;
  return typeof named === 'string' ? named : undefined;
}

/** The tools a "model" takes: the one the request names, those the question names, else the first. */
function chooseTools(tools: readonly Fields[], named: string | undefined, question: string) {
  if (named !== undefined) return tools.filter((tool) => nameOf(tool) === named);
  const mentioned = tools.filter((tool) => question.includes(nameOf(tool)));
  return mentioned.length > 0 ? mentioned : tools.slice(0, 1);
}

/** Nine letters and digits: the same place in a conversation, the same id. */
const idAt = (messages: number, index: number): string =>
  `call${String(messages % 1000).padStart(3, '0')}${String(index % 100).padStart(2, '0')}`;

/** A call that a question writes out: `calculator({"expression":"1 + 2"})`. */
const WRITTEN_CALL = /(\w+)\((\{.*?\})\)/g;

/** Names and arguments of the calls that a question writes out, as far as they are offered. */
function readWrittenCalls(tools: readonly Fields[], question: string): [string, string][] {
  const names = new Set(tools.map(nameOf));
  return [...question.matchAll(WRITTEN_CALL)].flatMap(([, name = '', text = '']) =>
    names.has(name) ? [[name, text] as [string, string]] : [],
  );
}

function sampleCalls(tools: readonly Fields[], named: string | undefined, question: string) {
  return chooseTools(tools, named, question).map((tool): [string, string] => {
    const values = isFields(tool.parameters) ? sampleFromSchema(tool.parameters) : {};
    return [nameOf(tool), JSON.stringify(values)];
  });
}

/** Calls of the tools a request offers, as the question writes them or with arguments that fit; none after a result. */
export function planCalls({ body, profile }: Exchange): PlannedCalls {
  const tools = readTools(body);
  const messages = readMessages(body);
  const last = messages.at(-1);
  if (tools.length === 0 || last?.role !== 'user' || body.tool_choice === 'none') return NONE;
  const named = readNamedChoice(body);
  const question = last.texts.join('\n');
  const written = named === undefined ? readWrittenCalls(tools, question) : [];
  const chosen = written.length > 0 ? written : sampleCalls(tools, named, question);
  const calls = chosen.map(([name, text], index): ToolCall => {
    const id = idAt(messages.length, index);
    return { id: profile.toCallId?.(id) ?? id, name, arguments: text };
  });
  return { calls, isNamed: named !== undefined };
}
