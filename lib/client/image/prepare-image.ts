import 'client-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { cleanFileName } from '@/lib/domain/image/clean-file-name';
import { ImagePool } from './image-pool';
import { longestEdge } from './longest-edge';
import type { PreparedImage } from './prepared-image';

/** Two at once: each holds a decoded picture of up to 160 MB, and the page wants a core too. */
const MAX_WORKERS = 2;

const pool = new ImagePool(
  () => new Worker(new URL('./image.worker.ts', import.meta.url), { type: 'module' }),
  Math.max(1, Math.min(MAX_WORKERS, globalThis.navigator?.hardwareConcurrency ?? 1)),
);

/**
 * Prepares a chosen file for upload, off the page's thread.
 *
 * @throws AppError with `{ name }`: `image-…` when the file is refused, `network` or `internal` when
 * it may be tried again; the signal's reason when it is aborted.
 */
export async function prepareImage(file: File, signal: AbortSignal): Promise<PreparedImage> {
  const reply = await pool.run({ file, maxEdge: await longestEdge() }, signal);
  if (reply.status === 'prepared') return reply.image;
  throw new AppError(reply.code, { name: cleanFileName(file.name) });
}
