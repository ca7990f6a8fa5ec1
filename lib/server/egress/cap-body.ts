import 'server-only';
import type { AppError } from '@/lib/domain/errors/app-error';

/** Statuses whose responses have no body (Fetch standard, "null body status"). */
const WITHOUT_BODY = [101, 103, 204, 205, 304];

export type BodyLimit = {
  /** Counted after what was packed is unpacked. */
  readonly maxBytes: number;
  readonly tooLarge: AppError;
  /** Names a connection that breaks while the body is read. */
  readonly broken: (cause: unknown) => AppError;
};

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

function capped(body: Body, { maxBytes, tooLarge, broken }: BodyLimit): Body {
  const reader = body.getReader();
  let bytes = 0;
  const read = () =>
    reader.read().catch((cause: unknown) => {
      throw cause instanceof Error && cause.name === 'AbortError' ? cause : broken(cause);
    });
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await read();
      if (done) return controller.close();
      bytes += value.byteLength;
      if (bytes <= maxBytes) return controller.enqueue(value);
      controller.error(tooLarge);
      await reader.cancel();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * The same response with a body that fails where it grows beyond a limit; the rest is left unread and the
 * connection closed.
 */
export function capBody(response: Response, limit: BodyLimit): Response {
  const { body, status, statusText, headers } = response;
  if (!body || WITHOUT_BODY.includes(status)) return response;
  return new Response(capped(body, limit), { status, statusText, headers });
}
