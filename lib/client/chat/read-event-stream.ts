import 'client-only';
import { EventSourceParserStream } from 'eventsource-parser/stream';

/** One frame of the chat stream. */
export type Frame = {
  /** `<generation>:<number>`, as the server takes it back in `Last-Event-ID`. */
  readonly id: string;
  /** Its number, from 1; 0 where there is none. */
  readonly sequence: number;
  /** Its chunk as JSON text. */
  readonly data: string;
};

const END = '[DONE]';

/** Reads server-sent events into frames; `null` is the end sign. */
export function readEventStream(body: ReadableStream<Uint8Array>): ReadableStream<Frame | null> {
  return body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .pipeThrough(
      new TransformStream({
        transform({ id = '', data }, controller) {
          const sequence = Number(id.slice(id.lastIndexOf(':') + 1));
          controller.enqueue(data === END ? null : { id, sequence, data });
        },
      }),
    );
}
