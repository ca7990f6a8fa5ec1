import type { MessagePart, ToolPart } from '../message';
import type { Chunk, ChunkMetadata } from './chunk';
import { mergeMetadata } from './merge-metadata';
import { withoutReplaced } from './replaced-text';

/** An answer as the chunks so far make it. */
export type FoldedAnswer = {
  readonly parts: readonly MessagePart[];
  /** Chunk id of each part, where it can still grow. */
  readonly openParts: Readonly<Record<string, number>>;
  readonly metadata: ChunkMetadata;
};

export const EMPTY_ANSWER: FoldedAnswer = { parts: [], openParts: {}, metadata: {} };

function open(answer: FoldedAnswer, key: string, part: MessagePart): FoldedAnswer {
  return {
    ...answer,
    parts: [...answer.parts, part],
    openParts: { ...answer.openParts, [key]: answer.parts.length },
  };
}

function grow(answer: FoldedAnswer, key: string, delta: string): FoldedAnswer {
  const index = answer.openParts[key];
  const part = index === undefined ? undefined : answer.parts[index];
  if (index === undefined || !part || !('text' in part)) {
    throw new Error(`a delta for a part that was not started: ${key}`);
  }
  return { ...answer, parts: answer.parts.with(index, { ...part, text: part.text + delta }) };
}

/** Changes the call that has an id. */
function changeCall(
  answer: FoldedAnswer,
  callId: string,
  change: Pick<ToolPart, 'state' | 'output'>,
): FoldedAnswer {
  const index = answer.parts.findIndex((part) => part.type === 'tool' && part.callId === callId);
  const part = answer.parts[index];
  if (part?.type !== 'tool') throw new Error(`a result of a call that was not made: ${callId}`);
  return { ...answer, parts: answer.parts.with(index, { ...part, ...change }) };
}

const append = (answer: FoldedAnswer, part: MessagePart): FoldedAnswer => ({
  ...answer,
  parts: [...answer.parts, part],
});

/** Begins a step. Text that it replaces goes; every part is closed by then. */
function beginStep(answer: FoldedAnswer): FoldedAnswer {
  const { parts } = append(answer, { type: 'step' });
  return { ...answer, parts: withoutReplaced(parts), openParts: {} };
}

function close(answer: FoldedAnswer, key: string): FoldedAnswer {
  if (answer.openParts[key] === undefined) {
    throw new Error(`an end of a part that was not started: ${key}`);
  }
  const { [key]: _closed, ...openParts } = answer.openParts;
  return { ...answer, openParts };
}

/**
 * Folds one chunk into an answer. The server stores what this makes; the browser shows what the AI
 * SDK makes of the same chunks; both are equal on every stream, `withoutReplaced`.
 *
 * @throws Error on a delta or an end without a start, which our own runner never writes.
 */
export function applyChunk(answer: FoldedAnswer, chunk: Chunk): FoldedAnswer {
  switch (chunk.type) {
    case 'text-start':
      return open(answer, `text:${chunk.id}`, { type: 'text', text: '' });
    case 'reasoning-start':
      return open(answer, `reasoning:${chunk.id}`, { type: 'reasoning', text: '' });
    case 'text-delta':
      return grow(answer, `text:${chunk.id}`, chunk.delta);
    case 'reasoning-delta':
      return grow(answer, `reasoning:${chunk.id}`, chunk.delta);
    case 'text-end':
      return close(answer, `text:${chunk.id}`);
    case 'reasoning-end':
      return close(answer, `reasoning:${chunk.id}`);
    case 'start-step':
      return beginStep(answer);
    case 'tool-input-available': {
      const { toolCallId: callId, toolName: name, input } = chunk;
      return append(answer, { type: 'tool', callId, name, input, state: 'running' });
    }
    case 'tool-approval-request':
      return changeCall(answer, chunk.toolCallId, { state: chunk.reason });
    case 'tool-output-available':
      return changeCall(answer, chunk.toolCallId, { state: 'done', output: chunk.output });
    case 'tool-output-denied':
      return changeCall(answer, chunk.toolCallId, { state: 'denied' });
    case 'start':
    case 'message-metadata':
    case 'finish':
      return { ...answer, metadata: mergeMetadata(answer.metadata, chunk.messageMetadata) };
    case 'abort':
    case 'error':
      return answer;
  }
}
