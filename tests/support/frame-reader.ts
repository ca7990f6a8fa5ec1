import type { UIMessageChunk } from 'ai';
import { type Frame, readEventStream } from '@/lib/client/chat/read-event-stream';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';

export type ReadChunk = { sequence: number; chunk: UIMessageChunk<ChunkMetadata> };

/** Reads a chat stream as the browser does, one chunk at a time. */
export class FrameReader {
  readonly #reader: ReadableStreamDefaultReader<Frame | null>;
  /** All chunks so far. */
  readonly chunks: ReadChunk[] = [];
  /** Whether the end sign came. */
  isComplete = false;

  constructor(body: ReadableStream<Uint8Array> | null) {
    if (!body) throw new Error('a stream was expected');
    this.#reader = readEventStream(body).getReader();
  }

  /** The next chunk; `null` when the stream is at its end, with the end sign or without. */
  async next(): Promise<ReadChunk | null> {
    const { done, value } = await this.#reader.read();
    if (done) return null;
    if (value === null) {
      this.isComplete = true;
      return null;
    }
    const read = { sequence: value.sequence, chunk: JSON.parse(value.data) };
    this.chunks.push(read);
    return read;
  }

  /** Reads on to the first chunk of a type. */
  async until(type: UIMessageChunk['type']): Promise<ReadChunk> {
    for (let read = await this.next(); read; read = await this.next()) {
      if (read.chunk.type === type) return read;
    }
    throw new Error(`the stream ended without ${type}`);
  }

  /** Reads on until that many characters of text have come. */
  async untilText(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      if (!(await this.next())) throw new Error(`the stream ended without: ${text}`);
    }
  }

  /** Reads to the end. */
  async rest(): Promise<this> {
    while (await this.next());
    return this;
  }

  /** The text so far. */
  get text(): string {
    return this.chunks
      .flatMap(({ chunk }) => (chunk.type === 'text-delta' ? [chunk.delta] : []))
      .join('');
  }

  get sequences(): number[] {
    return this.chunks.map(({ sequence }) => sequence);
  }

  /** Facts of the answer as the last chunks say them. */
  get metadata(): ChunkMetadata {
    const said = this.chunks.flatMap(({ chunk }) =>
      'messageMetadata' in chunk && chunk.messageMetadata ? [chunk.messageMetadata] : [],
    );
    return Object.assign({}, ...said);
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}
