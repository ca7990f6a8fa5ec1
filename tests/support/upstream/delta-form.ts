import { cutIntoTokens } from '@/lib/server/provider/demo/cut-into-tokens';
import type { Fields } from './exchange';
import type { Piece, ToolCall } from './plan-answer';
import type { Profile } from './profile';

/** How a server puts one step of an answer into deltas. */
export type DeltaForm = {
  text(text: string): Fields;
  reasoning(text: string): Fields;
  call(call: ToolCall, index: number): readonly Fields[];
};

/** A call as vLLM streams it: its name, then its arguments cut anywhere. */
function callInPieces({ id, name, arguments: text }: ToolCall, index: number): readonly Fields[] {
  const start = { index, id, type: 'function', function: { name, arguments: '' } };
  const rest = cutIntoTokens(text).map((piece) => ({ index, function: { arguments: piece } }));
  return [start, ...rest].map((call) => ({ tool_calls: [call] }));
}

/** A call in one delta, as Ollama and Mistral's own API send it. */
export function wholeCall(call: ToolCall, index: number): Fields {
  return { tool_calls: [{ index, ...writeCall(call) }] };
}

/** A call as whole answers and histories have it. */
export function writeCall({ id, name, arguments: text }: ToolCall): Fields {
  return { id, type: 'function', function: { name, arguments: text } };
}

/** The deltas of one step of an answer in a server's form. */
export function writeDeltas({ shape, deltas }: Profile, piece: Piece): readonly Fields[] {
  switch (piece.type) {
    case 'delta':
      return [piece.delta];
    case 'text':
      return [deltas?.text?.(piece.text) ?? { content: piece.text }];
    case 'call':
      return deltas?.call?.(piece.call, piece.index) ?? callInPieces(piece.call, piece.index);
    case 'reasoning': {
      const { text } = piece;
      const common = Object.fromEntries(shape.reasoningFields.map((name) => [name, text]));
      return [deltas?.reasoning?.(text) ?? common];
    }
  }
}
