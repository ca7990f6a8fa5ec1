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

/** The server gives a sign of life every 15 s; after three that did not come the connection is dead. */
const SILENCE_LIMIT_MS = 45_000;

/** Passes bytes on, and fails when none come for too long: a socket can die without a word. */
function failWhenSilent(): TransformStream<Uint8Array, Uint8Array> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = (controller: TransformStreamDefaultController<Uint8Array>) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.error(new Error('silence')), SILENCE_LIMIT_MS);
  };
  const disarm = () => clearTimeout(timer);
  // `cancel` is in the standard and in engines, not in the compiler's types yet.
  const transformer: Transformer<Uint8Array, Uint8Array> & { cancel(): void } = {
    start: arm,
    transform(bytes, controller) {
      arm(controller);
      controller.enqueue(bytes);
    },
    flush: disarm,
    cancel: disarm,
  };
  return new TransformStream(transformer);
}

/** Reads server-sent events into frames; `null` is the end sign. A long silence is a failure. */
export function readEventStream(body: ReadableStream<Uint8Array>): ReadableStream<Frame | null> {
  return body
    .pipeThrough(failWhenSilent())
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
