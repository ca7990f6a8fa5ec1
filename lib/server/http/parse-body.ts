import 'server-only';
import type { output, ZodMiniType } from 'zod/mini';
import { AppError } from '@/lib/domain/errors/app-error';

/** Largest JSON body of a request, in bytes: 200,000 characters of text and room for the rest. */
const MAX_JSON_BYTES = 1024 * 1024;

/**
 * Reads a body piece by piece up to a limit. An encoded body is refused: what it grows to is not
 * known before.
 *
 * @throws AppError `tooLarge`, `request-type`.
 */
export async function* bodyPieces(
  request: Request,
  maxBytes: number,
  tooLarge: AppError,
): AsyncGenerator<Uint8Array> {
  if (request.headers.has('content-encoding')) throw new AppError('request-type');
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > maxBytes) throw tooLarge;
    yield piece;
  }
}

/**
 * Reads a body up to a limit, as `bodyPieces` does.
 *
 * @throws AppError `request-too-large`, `request-type`.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  tooLarge: AppError = new AppError('request-too-large'),
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bodyPieces(request, maxBytes, tooLarge)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/**
 * Reads by its schema what a request says.
 *
 * @throws AppError `request-invalid`.
 */
export function parseValue<Schema extends ZodMiniType>(
  value: unknown,
  schema: Schema,
): output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError('request-invalid', {}, { cause: result.error });
  return result.data;
}

/**
 * Reads a query by its schema; each name once.
 *
 * @throws AppError `request-invalid`.
 */
export const parseQuery = <Schema extends ZodMiniType>(
  query: URLSearchParams,
  schema: Schema,
): output<Schema> => parseValue(Object.fromEntries(query), schema);

/**
 * Reads a JSON body by its schema.
 *
 * @throws AppError `request-type`, `request-too-large`, `request-invalid`.
 */
export async function parseBody<Schema extends ZodMiniType>(
  request: Request,
  schema: Schema,
): Promise<output<Schema>> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw new AppError('request-type');
  const body = await readBody(request, MAX_JSON_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new AppError('request-invalid', {}, { cause });
  }
  return parseValue(value, schema);
}

/**
 * Reads one part of the address by its schema. A wrong form is the same as an unknown id.
 *
 * @throws AppError `not-found`.
 */
export function parseParameter<Schema extends ZodMiniType>(
  value: string | undefined,
  schema: Schema,
): output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError('not-found');
  return result.data;
}
