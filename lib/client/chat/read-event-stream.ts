import 'client-only';
import { EventSourceParserStream } from 'eventsource-parser/stream';

/** One frame of the chat stream: its number and its chunk as JSON text; `null` is the end sign. */
export type Frame = { readonly sequence: number; readonly data: string } | null;

const END = '[DONE]';

/** Reads server-sent events into frames. The number is what stands behind the last colon of an id. */
export function readEventStream(body: ReadableStream<Uint8Array>): ReadableStream<Frame> {
  return body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .pipeThrough(
      new TransformStream({
        transform({ id, data }, controller) {
          const sequence = Number(id?.slice(id.lastIndexOf(':') + 1) ?? 0);
          controller.enqueue(data === END ? null : { sequence, data });
        },
      }),
    );
}
