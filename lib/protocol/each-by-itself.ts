import * as z from 'zod/mini';

/**
 * Reads an object of which each member is taken that is right, whatever the others are: one that is not, or
 * is not there, is as in `fallback`.
 *
 * @param shape - Of `schema`, or a more lenient one.
 */
export function eachByItself<Value extends object>(
  schema: z.ZodMiniType<Value>,
  shape: Readonly<Record<string, z.ZodMiniType>>,
  fallback: Value,
): z.ZodMiniType<Value> {
  const values = new Map(Object.entries(fallback));
  const members = Object.entries(shape).map(
    ([name, member]) => [name, z.catch(member, values.get(name))] as const,
  );
  const lenient: z.ZodMiniType = z.object(Object.fromEntries(members));
  return z.catch(z.pipe(lenient, schema), fallback);
}
