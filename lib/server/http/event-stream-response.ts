import 'server-only';

/** Answers with the AI SDK's UI message stream. `no-transform` keeps Next and proxies from compressing every token. */
export function eventStreamResponse(frames: ReadableStream<Uint8Array>): Response {
  return new Response(frames, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-vercel-ai-ui-message-stream': 'v1',
    },
  });
}
