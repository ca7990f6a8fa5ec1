import 'server-only';
import type { ConversationId } from '@/lib/domain/ids';
import type { TransferWords } from '@/lib/domain/transfer/transfer-words';
import type { Actor } from '../actor';
import type { Context } from '../context';

/** What an export is made of. */
export type ExportJob = {
  readonly context: Pick<Context, 'conversations' | 'attachments' | 'settings' | 'transfers'>;
  readonly actor: Actor;
  readonly words: TransferWords;
  readonly ids: readonly ConversationId[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** A file to be saved by the browser. */
export type ExportedFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly pieces: AsyncGenerator<Uint8Array>;
};

const encoder = new TextEncoder();

/** Texts as the bytes of a file. */
export async function* bytesOf(
  texts: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield encoder.encode(text);
}

/** A time as documents name it, such as `2026-11-25 22:56 UTC`. */
export function formatTime(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Extension of a stored picture's file. */
export function extensionOf(mediaType: string): string {
  return mediaType === 'image/png' ? 'png' : 'jpg';
}
