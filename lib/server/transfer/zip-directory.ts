import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
/** Bytes of the end record without its comment. */
const END_BYTES = 22;
/** Farthest from the end of the file that the end record can begin. */
export const MAX_END_BYTES = END_BYTES + 0xffff;
const ENTRY_BYTES = 46;
const IS_ENCRYPTED = 1;
/** Stands where the 64-bit extension would be needed, which no file of our size needs. */
const BEYOND = 0xffff_ffff;

/** A file of a zip, as its directory says. The name is only looked up, never a path of ours. */
export type ZipEntry = {
  readonly name: string;
  /** Inflated by deflate, or stored as it is. */
  readonly isDeflated: boolean;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its own header begins. */
  readonly offset: number;
};

const damaged = () => new AppError('import-damaged');

/**
 * Finds the directory by the end of a zip.
 *
 * @param end - The last bytes of the file, at most `MAX_END_BYTES`.
 * @throws AppError `import-damaged`.
 */
export function findDirectory(end: Buffer): { offset: number; bytes: number } {
  for (let at = end.length - END_BYTES; at >= 0; at -= 1) {
    if (end.readUInt32LE(at) !== END_SIGNATURE) continue;
    const bytes = end.readUInt32LE(at + 12);
    const offset = end.readUInt32LE(at + 16);
    if (offset === BEYOND || bytes === BEYOND) throw damaged();
    return { offset, bytes };
  }
  throw damaged();
}

/**
 * Reads a zip's directory. Encrypted files and those packed in another way than by deflate are left
 * out; of two with one name the last one counts.
 *
 * @throws AppError `import-damaged`.
 */
export function readDirectory(directory: Buffer): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw damaged();
    const flags = directory.readUInt16LE(at + 8);
    const method = directory.readUInt16LE(at + 10);
    const nameBytes = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    if ((flags & IS_ENCRYPTED) === 0 && (method === 0 || method === 8)) {
      entries.set(name, {
        name,
        isDeflated: method === 8,
        checksum: directory.readUInt32LE(at + 16),
        packedBytes: directory.readUInt32LE(at + 20),
        bytes: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      });
    }
    const extraBytes = directory.readUInt16LE(at + 30);
    at += ENTRY_BYTES + nameBytes + extraBytes + directory.readUInt16LE(at + 32);
  }
  return entries;
}
