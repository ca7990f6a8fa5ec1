import 'server-only';
import { applyChunk, EMPTY_ANSWER, type FoldedAnswer } from '@/lib/domain/generation/apply-chunk';
import type { Chunk } from '@/lib/domain/generation/chunk';
import type { MessagePart, ToolPart } from '@/lib/domain/message';
import type { DeltaPacer } from './delta-pacer';

/** Turns deltas into chunks: opens and closes text and reasoning parts as they alternate. */
export type AnswerWriter = {
  /** The answer so far, with what is held back. */
  answer(): FoldedAnswer;
  write(chunk: Chunk): void;
  writeDelta(type: 'text' | 'reasoning', delta: string): void;
  /** Closes the part that is open, if one is. */
  closePart(): void;
};

/** Where chunks go. */
type Sink = { append(chunk: Chunk): void };

/**
 * Writes chunks to a log and folds them into what will be stored.
 *
 * @param pacer - Says whether deltas wait for others; without one each goes out at once.
 */
export function createAnswerWriter(log: Sink, pacer?: DeltaPacer): AnswerWriter {
  let answer = EMPTY_ANSWER;
  let open: { type: 'text' | 'reasoning'; id: string } | null = null;
  let partCount = 0;
  let held = '';
  let lastAt = 0;

  const put = (chunk: Chunk) => {
    answer = applyChunk(answer, chunk);
    log.append(chunk);
  };
  const release = () => {
    if (held === '' || !open) return;
    const delta = held;
    held = '';
    put({ type: `${open.type}-delta`, id: open.id, delta });
  };
  const write = (chunk: Chunk) => {
    release();
    put(chunk);
  };
  const closePart = () => {
    if (open) write({ type: `${open.type}-end`, id: open.id });
    open = null;
  };
  const openPart = (type: 'text' | 'reasoning') => {
    closePart();
    partCount += 1;
    open = { type, id: String(partCount) };
    put({ type: `${type}-start`, id: open.id });
  };
  return {
    answer() {
      release();
      return answer;
    },
    write,
    closePart,
    writeDelta(type, delta) {
      if (open?.type !== type) openPart(type);
      const isHeld = held !== '';
      held += delta;
      const mayWait = pacer?.shouldHold(lastAt) ?? false;
      if (pacer) lastAt = pacer.now();
      if (isHeld) return;
      if (pacer && mayWait) pacer.hold(release);
      else release();
    },
  };
}

/** Writes a call, as far as it got. */
function writeCall(writer: AnswerWriter, part: ToolPart): void {
  const { callId: toolCallId, name: toolName, input, state, output } = part;
  writer.closePart();
  writer.write({ type: 'tool-input-available', toolCallId, toolName, input, dynamic: true });
  if (state === 'approval' || state === 'reply') {
    const request = { approvalId: toolCallId, toolCallId, reason: state };
    writer.write({ type: 'tool-approval-request', ...request });
  }
  if (state === 'denied') writer.write({ type: 'tool-output-denied', toolCallId });
  if (output) writer.write({ type: 'tool-output-available', toolCallId, output, dynamic: true });
}

/** Writes parts that are there already as the beginning of an answer. */
export function writeInitialParts(writer: AnswerWriter, parts: readonly MessagePart[]): void {
  for (const part of parts) {
    if (part.type === 'tool') writeCall(writer, part);
    else if (part.type === 'step') {
      writer.closePart();
      writer.write({ type: 'start-step' });
    } else if (part.type !== 'file') writer.writeDelta(part.type, part.text);
  }
}
