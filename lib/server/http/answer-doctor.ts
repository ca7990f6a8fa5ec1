import 'server-only';
import type { Finding, ProbeName } from '@/lib/domain/doctor/finding';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { type DoctorEvent, doctorRequestSchema, type ShownFinding } from '@/lib/protocol/doctor';
import type { DoctorEvent as RunEvent } from '../doctor/doctor';
import type { Call } from './handle';
import { parseBody } from './parse-body';
import { streamOf } from './stream-of';

/** The doctor's words in the language of who asks. */
export type DoctorWords = {
  readonly titleOf: (probe: ProbeName) => string;
  readonly show: (finding: Finding) => ShownFinding;
};

function toEvent(event: RunEvent, { titleOf, show }: DoctorWords): DoctorEvent {
  if (event.type === 'start') return { type: 'start', title: titleOf(event.probe) };
  return event.type === 'finding' ? { type: 'finding', finding: show(event.finding) } : event;
}

/** Events as lines; a failure becomes the last one, since the answer has begun by then. */
async function* linesOf(
  events: AsyncGenerator<RunEvent>,
  { context, requestId }: Call,
  words: DoctorWords,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const toLine = (event: DoctorEvent) => encoder.encode(`${JSON.stringify(event)}\n`);
  try {
    for await (const event of events) yield toLine(toEvent(event, words));
  } catch (cause) {
    // Nobody reads any more.
    if (signal.aborted) return;
    const error = toAppError(cause);
    if (error.status >= 500) {
      context.logger.error('doctor-failed', { requestId, reason: String(error.cause) });
    }
    yield toLine({ type: 'error', code: error.code, requestId });
  }
}

/**
 * Examines a connection and answers with what is found, as it is found. The run ends when its reader
 * leaves.
 *
 * @throws AppError as `Doctor.examine` does, `request-…`.
 */
export async function answerDoctor(call: Call, words: DoctorWords): Promise<Response> {
  const { request, context, parameters, requestId } = call;
  const { isConfirmed } = await parseBody(request, doctorRequestSchema);
  const leaving = new AbortController();
  const signal = AbortSignal.any([request.signal, leaving.signal]);
  const events = context.doctor.examine(parameters.connectionId ?? '', { isConfirmed, signal });
  const lines = linesOf(events, call, words, signal);
  const stream = streamOf(
    lines,
    (error) => context.logger.error('doctor-failed', { requestId, reason: String(error) }),
    () => leaving.abort(new DOMException('the reader left', 'AbortError')),
  );
  return new Response(stream, {
    headers: {
      'content-type': 'application/x-ndjson',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
