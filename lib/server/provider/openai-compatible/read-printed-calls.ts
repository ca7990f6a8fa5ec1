import 'server-only';
import { isFields } from '@/lib/domain/structured/json-kind';
import { parseJson } from '../read-refusal';
import { JsonScan } from './json-scan';

export const CALL_MARKER = '[TOOL_CALLS]';

/** A call that a server printed as text. */
export type PrintedCall = { readonly name: string; readonly arguments: string };

/** What begins at a place where a call may begin. */
export type PrintedReading =
  | { readonly type: 'calls'; readonly calls: readonly PrintedCall[]; readonly end: number }
  /** More of the text decides; where JSON has begun in it, how far that was read. */
  | { readonly type: 'open'; readonly scan?: JsonScan | undefined }
  /** No call; where it is JSON that ends, the index behind it. */
  | { readonly type: 'text'; readonly end?: number | undefined };

const OPEN = { type: 'open' } as const;
const TEXT = { type: 'text' } as const;

/** Behind a name: an id that newer templates print, and the mark before the arguments. */
const BETWEEN = /^\s{0,64}(?:\[CALL_ID\]\w{0,64})?(?:\[ARGS\])?\s{0,64}/;
const BETWEEN_MARKS = ['[CALL_ID]', '[ARGS]'] as const;
/** Behind the marker. */
const SPACE = /[ \n]{0,64}/y;

/** `[{"name":…,"arguments":…}, …]`, as older templates print it. */
function readList(text: string, start: number, names: ReadonlySet<string>): PrintedReading {
  const scan = new JsonScan();
  const end = scan.push(text, start);
  if (end === -1) return { type: 'open', scan };
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
  const isCalls = calls.length > 0 && calls.length === items.length;
  return isCalls ? { type: 'calls', calls, end } : { type: 'text', end };
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
  const scan = new JsonScan();
  const end = scan.push(text, open);
  if (end === -1) return { type: 'open', scan };
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
    if (reading.type !== 'calls') return reading;
    const isJson = reading.calls.every((call) => isFields(parseJson(call.arguments)));
    return isJson ? reading : { type: 'text', end: reading.end };
  }
  const behind = start + CALL_MARKER.length;
  SPACE.lastIndex = behind;
  const body = behind + (SPACE.exec(text)?.[0].length ?? 0);
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
