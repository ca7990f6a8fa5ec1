import 'server-only';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError } from '@/lib/domain/errors/app-error';
import type { SpooledFile } from './spool-body';
import { findDirectory, MAX_END_BYTES, readDirectory, type ZipEntry } from './zip-directory';

const HEADER_BYTES = 30;

/** A zip that lies on the disk: its files are read one by one, none is unpacked before. */
export type ZipArchive = {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /**
   * A file's bytes.
   *
   * @throws AppError `import-too-large` as soon as all that was inflated passes the limit,
   * `import-damaged`.
   */
  read(entry: ZipEntry): AsyncGenerator<Uint8Array>;
};

async function* packedPieces(file: SpooledFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = await file.read(entry.offset, HEADER_BYTES);
  if (header.length < HEADER_BYTES) throw new AppError('import-damaged');
  const start = entry.offset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  yield* file.pieces(start, start + entry.packedBytes);
}

/** Inflates; the reason of what fails is the cause. */
async function* inflate(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw();
  const source = Readable.from(packed);
  source.on('error', (error) => inflater.destroy(error));
  try {
    yield* source.pipe(inflater);
  } catch (cause) {
    throw new AppError('import-damaged', {}, { cause });
  } finally {
    source.destroy();
    inflater.destroy();
  }
}

/**
 * Opens a zip. What its files say of their size is not believed: the bytes are counted.
 *
 * @param maxInflatedBytes - Most bytes that all its files together may give.
 * @throws AppError `import-damaged`.
 */
export async function openZip(file: SpooledFile, maxInflatedBytes: number): Promise<ZipArchive> {
  const end = await file.read(Math.max(0, file.bytes - MAX_END_BYTES), MAX_END_BYTES);
  const directory = findDirectory(end);
  const entries = readDirectory(await file.read(directory.offset, directory.bytes));
  let inflated = 0;
  return {
    entries,
    async *read(entry) {
      const packed = packedPieces(file, entry);
      let checksum = 0;
      for await (const piece of entry.isDeflated ? inflate(packed) : packed) {
        inflated += piece.length;
        if (inflated > maxInflatedBytes) throw new AppError('import-too-large');
        checksum = crc32(piece, checksum);
        yield piece;
      }
      if (checksum !== entry.checksum) throw new AppError('import-damaged');
    },
  };
}
