import 'client-only';
import { AppError } from '@/lib/domain/errors/app-error';
import {
  type DoctorEvent,
  type DoctorOffer,
  doctorEventSchema,
  doctorOffersSchema,
} from '@/lib/protocol/doctor';
import { toCodeError } from './problem-error';
import { jsonBody, request, requestJson } from './request-json';

/** The connections that can be examined, with the price of each. */
export async function fetchDoctorOffers(): Promise<readonly DoctorOffer[]> {
  return (await requestJson('/api/doctor', doctorOffersSchema)).offers;
}

function readLine(line: string): DoctorEvent {
  const event = doctorEventSchema.safeParse(JSON.parse(line));
  if (!event.success) throw new AppError('internal', {}, { cause: event.error });
  if (event.data.type !== 'error') return event.data;
  const { code, requestId } = event.data;
  throw toCodeError(code, { requestId });
}

/** Lines of a body as they become whole. */
async function* linesOf(response: Response, signal: AbortSignal): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw new AppError('network', {}, { cause });
    });
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/**
 * Has a connection examined; gives what is found as it is found. The price is agreed to by this.
 *
 * @param signal - Ends the run, on the server too.
 * @throws AppError: the server's own failure, `network` where the run broke off; the signal's reason.
 */
export async function* examineConnection(
  connectionId: string,
  signal: AbortSignal,
): AsyncGenerator<DoctorEvent> {
  const path = `/api/doctor/${encodeURIComponent(connectionId)}`;
  const response = await request(path, { ...jsonBody('POST', { isConfirmed: true }), signal });
  let isComplete = false;
  for await (const line of linesOf(response, signal)) {
    const event = readLine(line);
    isComplete = event.type === 'report';
    yield event;
  }
  if (!isComplete) throw new AppError('network');
}
