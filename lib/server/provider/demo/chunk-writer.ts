import 'server-only';

/** What the frames of one answer share. */
export type ChunkIdentity = {
  readonly id: string;
  readonly model: string;
  /** Seconds since 1970. */
  readonly created: number;
};

/** How a server's frames differ from the next one's. */
export type ChunkShape = {
  /** Content of the first delta, which names the role. */
  readonly firstContent: '' | null;
  /** Names under which reasoning comes; some versions send it twice. */
  readonly reasoningFields: readonly ('reasoning' | 'reasoning_content')[];
  /** Delta beside the finish reason; empty where absent. */
  readonly finalDelta?: Readonly<Record<string, unknown>> | undefined;
  /** Added to every frame. */
  readonly frameFields?: Readonly<Record<string, unknown>> | undefined;
};

/** Token counts in wire form. */
export type WireUsage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens: number } | undefined;
};

type Fields = Readonly<Record<string, unknown>>;

/** Writes the frames of one streamed answer, each a complete server-sent event. */
export type ChunkWriter = {
  /** First frame: names the role. */
  start(): string;
  text(text: string): string;
  reasoning(text: string): string;
  /** A delta of any other form, such as a tool call. */
  delta(delta: Fields): string;
  /** The frame with the finish reason; `fields` stand beside the choices. */
  finish(reason: string, fields?: Fields): string;
  usage(usage: WireUsage, fields?: Fields): string;
  done(): string;
};

/** One server-sent event with a JSON value. */
export function toFrame(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** Makes a writer in the shape of one server. Used by the demo and by the simulator of the tests. */
export function createChunkWriter(identity: ChunkIdentity, shape: ChunkShape): ChunkWriter {
  const chunk = (choices: readonly Fields[], fields: Fields = {}) =>
    toFrame({
      id: identity.id,
      object: 'chat.completion.chunk',
      created: identity.created,
      model: identity.model,
      choices,
      ...shape.frameFields,
      ...fields,
    });
  const delta = (value: Fields) =>
    chunk([{ index: 0, delta: value, logprobs: null, finish_reason: null }]);
  return {
    start: () => delta({ role: 'assistant', content: shape.firstContent }),
    text: (text) => delta({ content: text }),
    reasoning: (text) =>
      delta(Object.fromEntries(shape.reasoningFields.map((name) => [name, text]))),
    delta,
    finish: (reason, fields) =>
      chunk(
        [{ index: 0, delta: shape.finalDelta ?? {}, logprobs: null, finish_reason: reason }],
        fields,
      ),
    usage: (usage, fields) => chunk([], { usage, ...fields }),
    done: () => 'data: [DONE]\n\n',
  };
}
