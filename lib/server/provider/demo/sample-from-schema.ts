import 'server-only';
import { type Fields, isFields } from '@/lib/domain/structured/json-kind';

/** Deepest nesting written; below it `null` stands. */
const MAX_DEPTH = 8;
/** Longest list and text, whatever a schema asks for: it may ask for more than there is memory. */
const MAX_ITEMS = 8;
const MAX_CHARACTERS = 200;
/** Values in the whole of it: lists within lists multiply. A long name or constant counts as several. */
const MAX_VALUES = 1000;

function typeOf(schema: Fields): string {
  if (typeof schema.type === 'string') return schema.type;
  if (Array.isArray(schema.type)) return String(schema.type[0]);
  return isFields(schema.properties) ? 'object' : 'string';
}

const atLeast = (least: unknown, otherwise: number, most: number) =>
  Math.min(typeof least === 'number' ? least : otherwise, most);

/** Writes one sample. */
class Sampler {
  #left = MAX_VALUES;

  sample(schema: unknown, depth: number): unknown {
    this.#left -= 1;
    if (!isFields(schema) || depth > MAX_DEPTH || this.#left < 0) return null;
    if ('const' in schema) return this.#given(schema.const);
    if (Array.isArray(schema.enum)) return this.#given(schema.enum[0]);
    const [alternative] = [schema.anyOf, schema.oneOf].filter(Array.isArray).flat();
    if (alternative !== undefined) return this.sample(alternative, depth + 1);
    switch (typeOf(schema)) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, depth);
      case 'integer':
      case 'number':
        return typeof schema.minimum === 'number' ? schema.minimum : 1;
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return 'text'.padEnd(atLeast(schema.minLength, 0, MAX_CHARACTERS), '.');
    }
  }

  #spend(text: string): void {
    this.#left -= Math.floor(text.length / MAX_CHARACTERS);
  }

  #given(value: unknown): unknown {
    this.#spend(JSON.stringify(value) ?? '');
    return value;
  }

  #object(schema: Fields, depth: number): Fields {
    const properties = isFields(schema.properties) ? schema.properties : {};
    return Object.fromEntries(
      Object.entries(properties).map(([name, value]) => {
        this.#spend(name);
        return [name, this.sample(value, depth + 1)];
      }),
    );
  }

  #array(schema: Fields, depth: number): readonly unknown[] {
    const length = atLeast(schema.minItems, 1, MAX_ITEMS);
    const items: unknown[] = [];
    while (items.length < length && this.#left > 0) {
      items.push(this.sample(schema.items, depth + 1));
    }
    return items;
  }
}

/**
 * A value that fits a JSON schema of the common kinds; the same schema gives the same value. Of long lists and
 * texts, and of what lies deep or is much altogether, it has only the beginning.
 */
export function sampleFromSchema(schema: unknown): unknown {
  return new Sampler().sample(schema, 0);
}
