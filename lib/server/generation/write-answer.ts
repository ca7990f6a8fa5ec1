import 'server-only';
import { applyChunk, EMPTY_ANSWER, type FoldedAnswer } from '@/lib/domain/generation/apply-chunk';
import type { Chunk } from '@/lib/domain/generation/chunk';
import type { MessagePart } from '@/lib/domain/message';
import type { ChunkLog } from './chunk-log';

/** Turns deltas into chunks: opens and closes text and reasoning parts as they alternate. */
export type AnswerWriter = {
  /** The answer so far. */
  answer(): FoldedAnswer;
  write(chunk: Chunk): void;
  writeDelta(type: 'text' | 'reasoning', delta: string): void;
  /** Closes the part that is open, if one is. */
  closePart(): void;
};

/** Writes chunks to a log and folds them into what will be stored. */
export function createAnswerWriter(log: ChunkLog): AnswerWriter {
  let answer = EMPTY_ANSWER;
  let open: { type: 'text' | 'reasoning'; id: string } | null = null;
  let partCount = 0;

  const write = (chunk: Chunk) => {
    answer = applyChunk(answer, chunk);
    log.append(chunk);
  };
  const closePart = () => {
    if (open) write({ type: `${open.type}-end`, id: open.id });
    open = null;
  };
  return {
    answer: () => answer,
    write,
    closePart,
    writeDelta(type, delta) {
      if (open?.type !== type) {
        closePart();
        partCount += 1;
        open = { type, id: String(partCount) };
        write({ type: `${type}-start`, id: open.id });
      }
      write({ type: `${type}-delta`, id: open.id, delta });
    },
  };
}

/** Writes parts of another answer as the beginning of this one. */
export function writeInitialParts(writer: AnswerWriter, parts: readonly MessagePart[]): void {
  for (const part of parts) {
    if (part.type !== 'file') writer.writeDelta(part.type, part.text);
  }
}
