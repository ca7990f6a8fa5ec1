import { readUIMessageStream, type UIMessageChunk } from 'ai';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChunk, EMPTY_ANSWER } from '@/lib/domain/generation/apply-chunk';
import type { Chunk, ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { MessagePart } from '@/lib/domain/message';
import { jsonValueSchema } from '@/lib/protocol/json-value';
import { type ChatMessage, chunkMetadataSchema, toolPartOf } from '@/lib/protocol/ui-message';
import { createAnswerWriter } from '@/lib/server/generation/write-answer';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { AnswerDecoder } from '@/lib/server/provider/openai-compatible/answer-decoder';
import { attachmentOf, callOf, conversationIdOf, messageIdOf } from '../../../support/messages';
import { readCapture } from '../../../support/upstream/read-capture';

type Made = { parts: object[]; metadata: ChunkMetadata };

const overTheWire = (chunk: Chunk): UIMessageChunk => JSON.parse(JSON.stringify(chunk));

/** What the browser makes of chunks: the AI SDK's own fold. `null` where it refuses them. */
async function foldByAiSdk(chunks: readonly Chunk[]): Promise<Made | null> {
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(overTheWire(chunk));
      controller.close();
    },
  });
  let last: ChatMessage | undefined;
  try {
    const messages = readUIMessageStream<ChatMessage>({ stream, terminateOnError: true });
    for await (const message of messages) last = message;
  } catch {
    // A sequence that no server of ours writes: both folds must refuse it.
    return null;
  }
  const parts = (last?.parts ?? []).flatMap((part): object[] => {
    if (part.type === 'step-start') return [{ type: 'step' }];
    const call = toolPartOf(part);
    if (call) return [call];
    return part.type === 'text' || part.type === 'reasoning'
      ? [{ type: part.type, text: part.text }]
      : [];
  });
  return { parts, metadata: last?.metadata ?? {} };
}

/** What the server stores of the same chunks. */
function foldByUs(chunks: readonly Chunk[]): Made | null {
  try {
    const answer = chunks.reduce(applyChunk, EMPTY_ANSWER);
    return JSON.parse(JSON.stringify({ parts: answer.parts, metadata: answer.metadata }));
  } catch {
    return null;
  }
}

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const usage = fc.record({ inputTokens: optional(fc.nat()), outputTokens: optional(fc.nat()) });

const place = fc.record({ place: fc.nat(), expectedMs: fc.nat() });
const metadata: fc.Arbitrary<ChunkMetadata> = fc.record({
  conversationId: optional(fc.constant(conversationIdOf(1))),
  parentId: fc.option(fc.constant(messageIdOf(2)), { nil: null }),
  createdAt: optional(fc.nat()),
  call: optional(
    fc
      .record({ temperature: fc.double({ min: 0, max: 2 }), limit: fc.nat() })
      .map((drawn) => callOf({ temperature: drawn.temperature, imageLimit: drawn.limit })),
  ),
  status: optional(fc.constantFrom('streaming', 'done', 'stopped', 'cut')),
  usage: optional(usage),
  queue: fc.option(optional(place), { nil: null }),
  note: optional(fc.constantFrom('damaged', 'too-long')),
});

const start = metadata.map(
  (messageMetadata): Chunk => ({ type: 'start', messageId: messageIdOf(3), messageMetadata }),
);
const id = fc.constantFrom('1', '2', '3');
const delta = fc.string({ unit: 'grapheme' });

const between: fc.Arbitrary<Chunk> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('text-start'), id }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('reasoning-start'), id }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('text-delta'), id, delta }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('reasoning-delta'), id, delta }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('text-end'), id }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reasoning-end'), id }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('message-metadata'), messageMetadata: metadata }),
  },
);
const end: fc.Arbitrary<Chunk[]> = fc.oneof(
  metadata.map((messageMetadata): Chunk[] => [{ type: 'finish', messageMetadata }]),
  fc.constant<Chunk[]>([{ type: 'abort' }]),
  fc.constant<Chunk[]>([]),
);

const toolCallId = fc.constantFrom('call00001', 'call00002');
const output = fc.record({
  text: delta,
  isError: fc.boolean(),
  ms: fc.nat(),
  images: fc.constant([attachmentOf(1)]),
});
const ofTools: fc.Arbitrary<Chunk> = fc.oneof(
  fc.record({
    type: fc.constant('tool-approval-request'),
    approvalId: fc.constant('approval'),
    toolCallId,
    reason: fc.constantFrom('approval', 'reply'),
  }),
  fc.record({
    type: fc.constant('tool-output-available'),
    toolCallId,
    output,
    dynamic: fc.constant(true),
  }),
  fc.record({ type: fc.constant('tool-output-denied'), toolCallId }),
);
/** Two calls and what becomes of them, in whatever order. */
const calls: fc.Arbitrary<Chunk[]> = fc
  .tuple(fc.jsonValue(), fc.array(ofTools, { maxLength: 6 }))
  .map(([input, become]): Chunk[] => [
    ...['call00001', 'call00002'].map((id): Chunk => {
      const call = { toolCallId: id, toolName: 'echo', dynamic: true } as const;
      // As the server reads what a model wrote: without keys that mean something else to objects.
      const read = jsonValueSchema.parse(JSON.parse(JSON.stringify(input)));
      return { type: 'tool-input-available', ...call, input: read };
    }),
    ...become,
    { type: 'start-step' },
    // The AI SDK shows a step with its first part.
    { type: 'text-start', id: 'after' },
  ]);

/** Opens each part before it grows, so that most sequences are ones that a server could write. */
function opened(chunks: readonly Chunk[]): Chunk[] {
  const open = new Set<string>();
  return chunks.flatMap((chunk): Chunk[] => {
    if (!('id' in chunk)) return [chunk];
    const [kind, act] = chunk.type.split('-');
    const key = `${kind}:${chunk.id}`;
    const missing = act !== 'start' && !open.has(key);
    if (act === 'end') open.delete(key);
    else open.add(key);
    const type = kind === 'text' ? 'text-start' : 'reasoning-start';
    return missing ? [{ type, id: chunk.id }, chunk] : [chunk];
  });
}

describe('the server stores what the browser shows', () => {
  test('of calls, whatever becomes of them', async () => {
    const sequence = fc
      .tuple(start, calls, fc.array(between, { maxLength: 6 }).map(opened), end)
      .map(([first, called, after, last]) => [first, ...called, ...after, ...last]);
    await fc.assert(
      fc.asyncProperty(sequence, async (chunks) => {
        const shown = await foldByAiSdk(chunks);
        expect(shown).not.toBeNull();
        expect(foldByUs(chunks)).toEqual(shown);
      }),
      { numRuns: 200 },
    );
  });

  test('of every sequence that can be written', async () => {
    const sequence = fc
      .tuple(start, fc.array(between, { maxLength: 40 }).map(opened), end)
      .map(([first, middle, last]) => [first, ...middle, ...last]);
    await fc.assert(
      fc.asyncProperty(sequence, async (chunks) => {
        const shown = await foldByAiSdk(chunks);
        expect(shown).not.toBeNull();
        expect(foldByUs(chunks)).toEqual(shown);
      }),
      { numRuns: 300 },
    );
  });

  test('and both refuse the others', async () => {
    const sequence = fc
      .tuple(start, fc.array(between, { maxLength: 8 }), end)
      .map(([first, middle, last]) => [first, ...middle, ...last]);
    await fc.assert(
      fc.asyncProperty(sequence, async (chunks) => {
        expect(foldByUs(chunks)).toEqual(await foldByAiSdk(chunks));
      }),
      { numRuns: 300 },
    );
  });

  /** Chunks that our writer makes of deltas, and what is stored of them. */
  function write(deltas: readonly Delta[]) {
    const chunks: Chunk[] = [];
    const append = (chunk: Chunk) => void chunks.push(chunk);
    const writer = createAnswerWriter({ append });
    writer.write({ type: 'start', messageId: messageIdOf(3), messageMetadata: {} });
    for (const [type, text] of deltas) writer.writeDelta(type, text);
    writer.closePart();
    writer.write({ type: 'finish', messageMetadata: { status: 'done' } });
    return { chunks, stored: JSON.parse(JSON.stringify(writer.answer().parts)) };
  }

  test('of everything that the writer makes of deltas', async () => {
    const deltas = fc.array(
      fc.tuple(fc.constantFrom('text', 'reasoning'), fc.string({ unit: 'binary' })),
    );
    await fc.assert(
      fc.asyncProperty(deltas, async (drawn) => {
        const { chunks, stored } = write(drawn);
        const shown = await foldByAiSdk(chunks);
        expect(shown?.parts).toEqual(stored);
        expect(shown?.parts).toEqual(joinNeighbours(drawn));
      }),
    );
  });

  test.each([
    'chat-stream',
    'image-stream',
    'reasoning-stream',
    'unicode-stream',
    'json-schema-stream',
  ])('of the recorded answer %s', async (name) => {
    const context = { connection: 'llama', dialect: DIALECTS.llama, isDeclared: true };
    const decoder = new AnswerDecoder(context);
    const deltas = decoder
      .push(new TextEncoder().encode(readCapture(name).body))
      .flatMap((event): Delta[] => {
        if (event.type === 'text-delta') return [['text', event.text]];
        return event.type === 'reasoning-delta' ? [['reasoning', event.text]] : [];
      });
    expect(deltas.length).toBeGreaterThan(1);
    const { chunks, stored } = write(deltas);
    expect((await foldByAiSdk(chunks))?.parts).toEqual(stored);
  });
});

type Delta = ['text' | 'reasoning', string];

/** Deltas as the parts a person would count. */
function joinNeighbours(deltas: readonly Delta[]): MessagePart[] {
  const parts: { type: 'text' | 'reasoning'; text: string }[] = [];
  for (const [type, text] of deltas) {
    const last = parts.at(-1);
    if (last?.type === type) last.text += text;
    else parts.push({ type, text });
  }
  return parts;
}

test('a fold changes nothing it was given', () => {
  const before = applyChunk(EMPTY_ANSWER, { type: 'text-start', id: '1' });
  const frozen = structuredClone(before);
  applyChunk(before, { type: 'text-delta', id: '1', delta: 'x' });
  applyChunk(before, { type: 'text-end', id: '1' });
  applyChunk(before, { type: 'finish', messageMetadata: { status: 'done' } });
  expect(before).toEqual(frozen);
  expect(EMPTY_ANSWER).toEqual({ parts: [], openParts: {}, metadata: {} });
});

test('what the server tells of an answer passes the schema that the browser checks it by', () => {
  const told: ChunkMetadata = {
    conversationId: conversationIdOf(1),
    parentId: null,
    createdAt: 1,
    call: callOf(),
    status: 'cut',
    usage: { inputTokens: 1 },
    timing: { totalMs: 5 },
    note: 'too-long',
    errorCode: 'upstream-cut',
    requestId: 'r',
  };
  expect(chunkMetadataSchema.parse(told)).toEqual(told);
});
