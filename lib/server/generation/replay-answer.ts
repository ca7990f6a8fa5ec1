import 'server-only';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { StoredTurn } from '../conversation-store/conversation-store';
import type { ChunkLog } from './chunk-log';
import { createAnswerWriter, writeInitialParts } from './write-answer';

/** Tells a stored answer again as a stream, for a send whose reply was lost on its way. */
export function replayAnswer(turn: StoredTurn, log: ChunkLog): ChunkLog {
  const writer = createAnswerWriter(log);
  const { conversationId, generationId, answer } = turn;
  const { parentId, createdAt, call, status, finishReason, usage, timing, note } = answer;
  const messageMetadata: ChunkMetadata = {
    ...{ conversationId, generationId, parentId, createdAt, call },
    ...{ status, finishReason, usage, timing, note },
    ...{ errorCode: answer.errorCode, requestId: answer.requestId },
  };
  writer.write({ type: 'start', messageId: answer.id, messageMetadata });
  writeInitialParts(writer, answer.parts);
  writer.closePart();
  writer.write({ type: 'finish', messageMetadata });
  log.end();
  return log;
}
