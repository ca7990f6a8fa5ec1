/** Ways of putting the frames of a stream into writes. */

const encode = (frames: readonly string[]): Uint8Array => Buffer.from(frames.join(''));

/** Cuts a stream every so many bytes, wherever that falls: inside characters, `data:` and frames. */
export function everyBytes(size: number) {
  return function* (frames: readonly string[]): Generator<Uint8Array> {
    const bytes = encode(frames);
    for (let start = 0; start < bytes.length; start += size) {
      yield bytes.subarray(start, start + size);
    }
  };
}

/** Cuts a stream into pieces of changing size; the same seed gives the same cuts. */
export function atRandom(seed: number, maxBytes: number) {
  return function* (frames: readonly string[]): Generator<Uint8Array> {
    const bytes = encode(frames);
    let state = seed;
    for (let start = 0; start < bytes.length; ) {
      // Lehmer's generator: enough chance for cuts, and the same on every machine.
      state = (state * 48_271) % 2_147_483_647;
      const size = 1 + (state % maxBytes);
      yield bytes.subarray(start, start + size);
      start += size;
    }
  };
}

/** Ends lines with CR LF, as some gateways do. */
export function* withCrLf(frames: readonly string[]): Generator<string> {
  for (const frame of frames) yield frame.replaceAll('\n', '\r\n');
}

/** Puts a comment before every frame, as a sign of life. */
export function* withPings(frames: readonly string[]): Generator<string> {
  for (const frame of frames) yield `: ping\n\n${frame}`;
}

/** Several frames in one write. */
export function inBatches(size: number) {
  return function* (frames: readonly string[]): Generator<string> {
    for (let start = 0; start < frames.length; start += size) {
      yield frames.slice(start, start + size).join('');
    }
  };
}
