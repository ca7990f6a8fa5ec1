import type { JsonObject, JsonValue } from '../prompt/prompt';
import { isJsonList, isJsonObject } from './json-kind';

/** A list, or what else an object has, in rows and columns. */
export type JsonTable = {
  /** The keys that lead to it, with dots; empty for the whole. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether its one row is an object's own values. */
  readonly isRecord: boolean;
};

/** Column of what has no keys. */
export const VALUE = 'value';
/** Deepest object whose lists become tables. */
const MAX_DEPTH = 4;

/** A value as one cell: nested ones as JSON, `null` empty. */
export function cellOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isListOfObjects = (value: JsonValue): value is readonly JsonValue[] =>
  isJsonList(value) && value.some(isJsonObject);

function tableOfList(name: string, list: readonly JsonValue[]): JsonTable {
  const columns = new Set<string>();
  const rows = list.map((item) =>
    isJsonObject(item) ? new Map(Object.entries(item)) : new Map([[VALUE, item]]),
  );
  for (const row of rows) for (const key of row.keys()) columns.add(key);
  const order = [...columns];
  const cells = rows.map((row) => order.map((key) => cellOf(row.get(key))));
  return { name, columns: order, rows: cells, isRecord: false };
}

function tableOfRecord(name: string, fields: readonly [string, JsonValue][]): JsonTable[] {
  if (fields.length === 0) return [];
  const columns = fields.map(([key]) => key);
  return [{ name, columns, rows: [fields.map(([, value]) => cellOf(value))], isRecord: true }];
}

const within = (name: string, key: string) => (name === '' ? key : `${name}.${key}`);

/** Whether an object is shown by its own parts: it has a list of objects somewhere. */
function hasLists(value: JsonValue, depth: number): value is JsonObject {
  if (!isJsonObject(value) || depth >= MAX_DEPTH) return false;
  return Object.values(value).some((inner) => isListOfObjects(inner) || hasLists(inner, depth + 1));
}

function tablesOfObject(name: string, object: JsonObject, depth: number): JsonTable[] {
  const entries = Object.entries(object);
  const own = entries.filter(
    ([, value]) => !(isListOfObjects(value) || hasLists(value, depth + 1)),
  );
  const inner = entries.flatMap(([key, value]) => {
    if (isListOfObjects(value)) return [tableOfList(within(name, key), value)];
    return hasLists(value, depth + 1) ? tablesOfObject(within(name, key), value, depth + 1) : [];
  });
  return [...tableOfRecord(name, own), ...inner];
}

/** A value as tables: what an object says of itself first, then each list of objects in it. None for a single value. */
export function tablesOf(value: JsonValue): readonly JsonTable[] {
  if (isJsonList(value)) return value.length === 0 ? [] : [tableOfList('', value)];
  return isJsonObject(value) ? tablesOfObject('', value, 0) : [];
}

/** The table that a file has: the longest list, else the object itself. `undefined` where there is none. */
export function mainTableOf(tables: readonly JsonTable[]): JsonTable | undefined {
  const [longest] = tables
    .filter(({ isRecord }) => !isRecord)
    .toSorted((one, other) => other.rows.length - one.rows.length);
  return longest ?? tables[0];
}

/** The list that `mainTableOf` shows; the value alone where there is none. */
export function mainListOf(value: JsonValue): readonly JsonValue[] {
  const lists: (readonly JsonValue[])[] = [];
  const visit = (inner: JsonValue, depth: number) => {
    if (isJsonList(inner)) {
      if (depth === 0 || isListOfObjects(inner)) lists.push(inner);
    } else if (isJsonObject(inner) && depth < MAX_DEPTH) {
      for (const each of Object.values(inner)) visit(each, depth + 1);
    }
  };
  visit(value, 0);
  return lists.toSorted((one, other) => other.length - one.length)[0] ?? [value];
}
