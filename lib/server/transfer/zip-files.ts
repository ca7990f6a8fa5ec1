import 'server-only';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** The zip format without its 64-bit extension ends here. */
const MAX_ZIP_BYTES = 0xffff_ffff;

/** A file of a zip that is written. */
export type ZipFile = {
  readonly name: string;
  /** Pictures are compressed already. */
  readonly isCompressed: boolean;
  readonly pieces: AsyncIterable<Uint8Array>;
};

function toEntry({ name, isCompressed }: ZipFile): ZipDeflate | ZipPassThrough {
  return isCompressed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
}

/**
 * Writes files into a zip, piece by piece: no more is held than one piece of one file.
 *
 * @throws Error beyond 4 GB, which the format cannot hold.
 */
export async function* zipFiles(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let size = 0;
  const zip = new Zip((error, data) => {
    if (error) throw error;
    size += data.length;
    if (size > MAX_ZIP_BYTES) throw new Error('an export of more than 4 GB does not fit a zip');
    ready.push(data);
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for await (const file of files) {
    const entry = toEntry(file);
    zip.add(entry);
    for await (const piece of file.pieces) {
      entry.push(piece);
      yield* take();
    }
    entry.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
