import 'server-only';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that is read here and there. */
export type SpooledFile = {
  readonly bytes: number;
  /** Bytes from a place on; fewer where the file ends. */
  read(start: number, bytes: number): Promise<Buffer>;
  /** Bytes between two places, piece by piece. */
  pieces(start: number, end: number): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
};

const PIECE_BYTES = 64 * 1024;

function toSpooledFile(handle: FileHandle, bytes: number): SpooledFile {
  const read = async (start: number, length: number) => {
    const wanted = Math.max(0, Math.min(length, bytes - start));
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, start);
    return buffer.subarray(0, bytesRead);
  };
  return {
    bytes,
    read,
    async *pieces(start, end) {
      for (let at = start; at < end; ) {
        const piece = await read(at, Math.min(PIECE_BYTES, end - at));
        if (piece.length === 0) return;
        at += piece.length;
        yield piece;
      }
    },
    close: () => handle.close(),
  };
}

/**
 * Puts a body on the disk, so that the memory it takes does not grow with it. The file has no name
 * any more when this returns: it goes with the process, however that ends.
 *
 * @param folder - The data folder; where there is none, the system's for such files serves.
 */
export async function spoolBody(
  pieces: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<SpooledFile> {
  const path = join(existsSync(folder) ? folder : tmpdir(), `.import-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    let bytes = 0;
    for await (const piece of pieces) {
      await handle.write(piece);
      bytes += piece.length;
    }
    return toSpooledFile(handle, bytes);
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}
