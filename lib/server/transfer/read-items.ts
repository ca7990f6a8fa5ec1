import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { JsonItemSplitter, type JsonPiece } from '@/lib/domain/transfer/json-item-splitter';

/** Largest conversation that is read, in characters: pictures may be written into it. */
const MAX_ITEM_CHARACTERS = 64 * 1024 * 1024;

/**
 * Reads the items of a JSON document while its bytes arrive.
 *
 * @throws AppError `import-unknown` when it is no JSON list or object, `import-damaged` when it ends
 * too early or is not UTF-8.
 */
export async function* readItems(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<JsonPiece> {
  const splitter = new JsonItemSplitter(MAX_ITEM_CHARACTERS);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isStart = true;
  for await (const piece of bytes) {
    const text = decode(decoder, piece);
    if (isStart && text.trim() !== '') {
      if (!/^\s*[[{]/.test(text)) throw new AppError('import-unknown');
      isStart = false;
    }
    yield* splitter.push(text);
  }
  if (isStart) throw new AppError('import-unknown');
  if (!splitter.isComplete) throw new AppError('import-damaged');
  yield* splitter.end();
}

function decode(decoder: TextDecoder, piece: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch (cause) {
    throw new AppError('import-damaged', {}, { cause });
  }
}
