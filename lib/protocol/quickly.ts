import * as z from 'zod/mini';

/** Whether a value is, as it stands, what a schema would make of it. `false` only means: ask the schema. */
type Guard = (value: unknown) => boolean;

const askSchema: Guard = () => false;

function objectGuard(shape: z.core.$ZodShape): Guard {
  const fields = new Map(Object.entries(shape).map(([key, field]) => [key, exactGuard(field)]));
  const required = Object.keys(shape).filter((key) => shape[key]?._zod.optin === undefined);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    // A key that the schema does not know it would take away.
    for (const key in value) if (!fields.get(key)?.(Reflect.get(value, key))) return false;
    return required.every((key) => Object.hasOwn(value, key));
  };
}

/** By the value that tells the kinds apart, so that no other kind is tried. */
function kindGuard(discriminator: string, options: readonly z.core.SomeType[]): Guard {
  const kinds = new Map(
    options.flatMap((option) => {
      const guard = exactGuard(option);
      return [...(option._zod.propValues?.[discriminator] ?? [])].map((kind) => [kind, guard]);
    }),
  );
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    kinds.get(Reflect.get(value, discriminator))?.(value) === true;
}

/** The guard of a schema; of kinds of schema that JSON of ours does not need, one that always asks. */
function exactGuard(schema: z.core.SomeType): Guard {
  // zod's own way to tell the kinds of its schemas apart.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.checks?.length || ('check' in def && def.type !== 'custom')) return askSchema;
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      return (value) => Number.isFinite(value);
    case 'literal':
    case 'enum': {
      const values = new Set<unknown>(schema._zod.values);
      return (value) => values.has(value);
    }
    case 'custom':
      return (value) => def.fn(value) === true;
    case 'nullable': {
      const isExact = exactGuard(def.innerType);
      return (value) => value === null || isExact(value);
    }
    case 'optional': {
      const isExact = exactGuard(def.innerType);
      return (value) => value === undefined || isExact(value);
    }
    case 'array': {
      const isExact = exactGuard(def.element);
      return (value) => Array.isArray(value) && value.every(isExact);
    }
    case 'object':
      return def.catchall ? askSchema : objectGuard(def.shape);
    case 'union':
      return 'discriminator' in def ? kindGuard(String(def.discriminator), def.options) : askSchema;
    default:
      return askSchema;
  }
}

/**
 * A schema for what comes in thousands: reads the same values with the same result. Where code must
 * not be made of text, as on our pages, zod takes 10 µs for a message; here a value that is right as it stands
 * is handed on as it is, and only another one goes through the schema.
 */
export function quickly<Schema extends z.ZodMiniType>(schema: Schema) {
  const isExact = exactGuard(schema);
  return z.transform((value: unknown, context): z.output<Schema> => {
    // Proved by the guard, which says yes only where the schema would change nothing.
    if (isExact(value)) return value as z.output<Schema>;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      context.issues.push({ code: 'custom', path: [...path], message, input: value });
    }
    return z.NEVER;
  });
}
