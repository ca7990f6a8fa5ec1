import 'server-only';
import type { PromptToolCall } from '@/lib/domain/prompt/prompt';
import { takeToolCallId } from '@/lib/domain/prompt/tool-call-id';
import { parseJson } from '../read-refusal';

/** What one frame says of a tool call. Some servers send it in pieces, some complete. */
export type CallDelta = {
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly arguments: string;
};

/** Puts the tool calls of one answer together. */
export type ToolCallCollector = {
  take(delta: CallDelta): void;
  /** The complete calls in their order, each with an id of its own in the form that servers take. */
  calls(): PromptToolCall[];
};

type OpenCall = { index: number | undefined; id: string; name: string; arguments: string };

/**
 * Arguments as they are handed on: none are an empty object, and those that came twice come once. What is
 * no JSON stays as the model wrote it, for whoever answers the call.
 */
function tidyArguments(text: string): string {
  if (text.trim() === '') return '{}';
  const half = text.slice(0, text.length / 2);
  const isDoubled = half + half === text && parseJson(text) === undefined;
  return isDoubled && parseJson(half) !== undefined ? half : text;
}

/** @param answerId - What the server calls this answer: makes ids where it gave none. */
export function createToolCallCollector(answerId: () => string): ToolCallCollector {
  const open: OpenCall[] = [];

  /** The call that a delta goes on with. Some servers number every call 0, with ids of their own. */
  function find({ index, id, name }: CallDelta): OpenCall | undefined {
    if (index === undefined && id === undefined) return name ? undefined : open.at(-1);
    return open.findLast(
      (call) =>
        (index === undefined || call.index === index) && (!id || call.id === '' || call.id === id),
    );
  }

  return {
    take(delta) {
      let call = find(delta);
      if (!call) {
        call = { index: delta.index, id: '', name: '', arguments: '' };
        open.push(call);
      }
      if (call.id === '') call.id = delta.id ?? '';
      if (call.name === '') call.name = delta.name ?? '';
      call.arguments += delta.arguments;
    },
    calls() {
      const taken = new Set<string>();
      return open.flatMap((call, position) => {
        if (call.name === '') return [];
        const id = takeToolCallId(call.id || `${answerId()}:${position}`, taken);
        return [{ id, name: call.name, arguments: tidyArguments(call.arguments) }];
      });
    },
  };
}
