import 'server-only';
import { createParser } from 'eventsource-parser';
import * as z from 'zod';
import { parseJson } from '../provider/read-refusal';
import { messageSchema, textOf, usageSchema } from './read-completion';

const frameSchema = z.object({
  choices: z.array(z.object({ delta: messageSchema.optional().catch(undefined) })).optional(),
  usage: usageSchema,
});

/** A streamed answer, and when it came. */
export type ReadStream = {
  /** Whether it was declared, or had the form of, an event stream. */
  readonly isStream: boolean;
  readonly text: string;
  readonly hasToolCalls: boolean;
  readonly promptTokens: number | undefined;
  readonly answerTokens: number | undefined;
  /** Milliseconds since the request, one for each frame with a choice. */
  readonly arrivals: readonly number[];
};

/** Largest streamed answer that is read, in bytes. */
const MAX_STREAM_BYTES = 1024 * 1024;

type Collected = { -readonly [Name in keyof ReadStream]: ReadStream[Name] } & {
  arrivals: number[];
};

function takeFrame(collected: Collected, data: string, at: number): void {
  const { data: frame } = frameSchema.safeParse(parseJson(data));
  if (!frame) return;
  collected.promptTokens = frame.usage?.prompt_tokens ?? collected.promptTokens;
  collected.answerTokens = frame.usage?.completion_tokens ?? collected.answerTokens;
  const [choice] = frame.choices ?? [];
  if (!choice) return;
  collected.arrivals.push(at);
  collected.text += textOf(choice.delta?.content);
  collected.hasToolCalls ||= (choice.delta?.tool_calls?.length ?? 0) > 0;
}

/**
 * Reads a streamed answer to its end.
 *
 * @param elapsed - Milliseconds since the request was sent.
 * @param stopAfter - Stops, and closes the connection, after so many frames.
 */
export async function readStream(
  response: Response,
  elapsed: () => number,
  stopAfter: number,
): Promise<ReadStream> {
  const collected: Collected = {
    isStream: /event-stream/i.test(response.headers.get('content-type') ?? ''),
    text: '',
    hasToolCalls: false,
    promptTokens: undefined,
    answerTokens: undefined,
    arrivals: [],
  };
  const parser = createParser({
    onEvent({ data }) {
      if (data !== '[DONE]') takeFrame(collected, data, elapsed());
    },
  });
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    parser.feed(decoder.decode(piece, { stream: true }));
    if (bytes > MAX_STREAM_BYTES || collected.arrivals.length >= stopAfter) break;
  }
  collected.isStream ||= collected.arrivals.length > 0;
  return collected;
}
