import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from './exchange';

const RESET_DELAY_MS = 100;

/** How frames are put on the wire. */
export type Sending = {
  /** Makes other writes of the frames: joined, cut apart, with other line ends. */
  readonly cut?: ((frames: readonly string[]) => Iterable<Uint8Array | string>) | undefined;
  /** What follows the last write. */
  readonly ending?: 'end' | 'reset' | 'hang' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** Waits; ends early without a fuss when the client is gone. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return;
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Says nothing more until the client goes away or the simulator closes. */
export async function hang(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** Begins an event stream. */
function beginStream(exchange: Exchange, headers: Sending['headers'] = {}): void {
  exchange.response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...headers,
  });
  exchange.response.flushHeaders();
}

/** Writes a piece. Whether the reader keeps up; `drained` waits until it does. */
function write({ response, progress, signal }: Exchange, piece: Uint8Array | string): boolean {
  progress.framesGenerated += 1;
  if (signal.aborted) return true;
  progress.framesSent += 1;
  return response.write(piece);
}

async function drained({ response, signal }: Exchange): Promise<void> {
  await Promise.race([once(response, 'drain'), hang(signal)]);
}

async function finish({ response, signal }: Exchange, ending: Sending['ending']): Promise<void> {
  // A reset throws away what the reader has not taken yet; it comes a moment later in life too.
  if (ending === 'reset') await pause(RESET_DELAY_MS, signal);
  if (ending === 'hang') await hang(signal);
  if (ending === 'reset') response.socket?.resetAndDestroy();
  else response.end();
}

/** Sends a whole stream in the simulator's pace. Stops when the client goes away, if this server would. */
export async function sendFrames(
  exchange: Exchange,
  frames: readonly string[],
  sending: Sending = {},
): Promise<void> {
  const { settings, signal, profile, response, until } = exchange;
  await pause(settings.firstTokenMs, signal);
  if (!response.headersSent) beginStream(exchange, sending.headers);
  const gap = settings.tokensPerSecond > 0 ? 1000 / settings.tokensPerSecond : 0;
  const middle = Math.floor(frames.length / 2);
  let sent = 0;
  for (const piece of sending.cut?.(frames) ?? frames) {
    if (until && sent === middle) await Promise.race([until, hang(signal)]);
    sent += 1;
    if (signal.aborted && profile.stopsOnDisconnect) return;
    if (!write(exchange, piece)) await drained(exchange);
    if (gap > 0) await pause(gap, signal);
  }
  await finish(exchange, sending.ending);
}
