import 'server-only';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deepest nesting written; below it `null` stands. */
const MAX_DEPTH = 8;

function typeOf(schema: Record<string, unknown>): string {
  if (typeof schema.type === 'string') return schema.type;
  if (Array.isArray(schema.type)) return String(schema.type[0]);
  return isFields(schema.properties) ? 'object' : 'string';
}

function sampleObject(schema: Record<string, unknown>, depth: number): Record<string, unknown> {
  const properties = isFields(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, sampleFromSchema(value, depth + 1)]),
  );
}

function sampleArray(schema: Record<string, unknown>, depth: number): unknown[] {
  const length = typeof schema.minItems === 'number' ? schema.minItems : 1;
  return Array.from({ length }, () => sampleFromSchema(schema.items, depth + 1));
}

/** A value that fits a JSON schema of the common kinds; the same schema gives the same value. */
export function sampleFromSchema(schema: unknown, depth = 0): unknown {
  if (!isFields(schema) || depth > MAX_DEPTH) return null;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [alternative] = [schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
  if (alternative !== undefined) return sampleFromSchema(alternative, depth + 1);
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, depth);
    case 'array':
      return sampleArray(schema, depth);
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'text'.padEnd(typeof schema.minLength === 'number' ? schema.minLength : 0, '.');
  }
}
