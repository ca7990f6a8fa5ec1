import 'server-only';

/**
 * A stream of what a generator gives, made as it is read; leaving it ends the generator.
 *
 * @param onLeave - Told when the reader leaves, before the generator comes to its end.
 */
export function streamOf(
  pieces: AsyncGenerator<Uint8Array>,
  onFailure: (error: unknown) => void,
  onLeave = () => {},
): ReadableStream<Uint8Array> {
  let hasLeft = false;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (hasLeft) return;
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        onFailure(error);
        controller.error(error);
      }
    },
    async cancel() {
      hasLeft = true;
      onLeave();
      await pieces.return(undefined);
    },
  });
}
