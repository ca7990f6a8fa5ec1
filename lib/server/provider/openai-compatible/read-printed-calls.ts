import 'server-only';
import { parseJson } from '../read-refusal';
import { jsonEnd } from './json-end';

export const CALL_MARKER = '[TOOL_CALLS]';

/** A call that a server printed as text. */
export type PrintedCall = { readonly name: string; readonly arguments: string };

/** What begins at a place where a call may begin. */
export type PrintedReading =
  | { readonly type: 'calls'; readonly calls: readonly PrintedCall[]; readonly end: number }
  /** More of the text decides. */
  | { readonly type: 'open' }
  | { readonly type: 'text' };

const OPEN = { type: 'open' } as const;
const TEXT = { type: 'text' } as const;

/** Behind a name: an id that newer templates print, and the mark before the arguments. */
const BETWEEN = /^\s*(?:\[CALL_ID\]\w*)?(?:\[ARGS\])?\s*/;
const BETWEEN_MARKS = ['[CALL_ID]', '[ARGS]'] as const;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `[{"name":…,"arguments":…}, …]`, as older templates print it. */
function readList(text: string, start: number, names: ReadonlySet<string>): PrintedReading {
  const end = jsonEnd(text, start);
  if (end === -1) return OPEN;
  const list = parseJson(text.slice(start, end));
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const calls = items.flatMap((item): PrintedCall[] => {
    if (!isFields(item) || typeof item.name !== 'string' || !names.has(item.name)) return [];
    const given = item.arguments;
    return [
      {
        name: item.name,
        arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
      },
    ];
  });
  return calls.length > 0 && calls.length === items.length ? { type: 'calls', calls, end } : TEXT;
}

/** `name{…}`, `name[ARGS]{…}`, `name[CALL_ID]…[ARGS]{…}`. */
function readNamed(text: string, start: number, names: ReadonlySet<string>): PrintedReading {
  const rest = text.slice(start);
  const longestFirst = [...names].toSorted((one, other) => other.length - one.length);
  // One name may begin with another.
  if (longestFirst.some((offered) => offered !== rest && offered.startsWith(rest))) return OPEN;
  const name = longestFirst.find((offered) => rest.startsWith(offered));
  if (name === undefined) return TEXT;
  const behind = start + name.length;
  const open = behind + (BETWEEN.exec(text.slice(behind))?.[0].length ?? 0);
  if (open >= text.length) return OPEN;
  if (text[open] !== '{') {
    const tail = text.slice(open);
    return BETWEEN_MARKS.some((mark) => mark.startsWith(tail)) ? OPEN : TEXT;
  }
  const end = jsonEnd(text, open);
  if (end === -1) return OPEN;
  return { type: 'calls', calls: [{ name, arguments: text.slice(open, end) }], end };
}

/**
 * Reads a call that is printed as text, as servers without a parser for this model's tool calls do: of a
 * tool that was offered only.
 *
 * @param start - Where the marker or the name of a tool may begin.
 */
export function readPrintedCall(
  text: string,
  start: number,
  names: ReadonlySet<string>,
): PrintedReading {
  if (!text.startsWith(CALL_MARKER, start)) {
    if (CALL_MARKER.startsWith(text.slice(start))) return OPEN;
    const reading = readNamed(text, start, names);
    // Without the marker only what is whole JSON is a call: people write of tools too.
    const isJson =
      reading.type === 'calls' &&
      reading.calls.every((call) => isFields(parseJson(call.arguments)));
    return reading.type === 'calls' && !isJson ? TEXT : reading;
  }
  let body = start + CALL_MARKER.length;
  while (text[body] === ' ' || text[body] === '\n') body += 1;
  if (body >= text.length) return OPEN;
  return text[body] === '[' ? readList(text, body, names) : readNamed(text, body, names);
}

/** A call behind the marker whose arguments were cut off: kept as far as they came. */
export function readCutCall(text: string, names: ReadonlySet<string>): PrintedCall | null {
  const body = text.slice(CALL_MARKER.length).trimStart();
  const name = [...names].find((offered) => body.startsWith(offered));
  if (!text.startsWith(CALL_MARKER) || name === undefined) return null;
  const behind = body.slice(name.length);
  const cut = behind.slice(BETWEEN.exec(behind)?.[0].length ?? 0);
  return cut.startsWith('{') ? { name, arguments: cut } : null;
}
