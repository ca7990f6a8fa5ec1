import 'server-only';
import type { GenerationId } from '@/lib/domain/ids';

const encoder = new TextEncoder();

/** Last frame of a stream that is complete. */
export const DONE_FRAME = encoder.encode('data: [DONE]\n\n');

/** A sign of life for proxies that close silent connections. */
export const KEEP_ALIVE_FRAME = encoder.encode(': beat\n\n');

/** Milliseconds between two of them. */
export const KEEP_ALIVE_INTERVAL_MS = 15_000;

/**
 * One server-sent event: the number as its id, so that a reader can say where it was.
 *
 * @param chunk - As JSON text.
 */
export function toFrame(generationId: GenerationId, sequence: number, chunk: string): Uint8Array {
  return encoder.encode(`id: ${generationId}:${sequence}\ndata: ${chunk}\n\n`);
}
