import 'client-only';
import { openBroadcast } from './tab-channel';

/** A browser opens six connections to one server over HTTP/1.1; sends and uploads need the other three. */
const SLOTS = [0, 1, 2] as const;

/** How long a slot is waited for that a hidden tab may give up, in milliseconds. */
const GIVE_UP_WAIT_MS = 250;

/** The right to keep one connection of this browser open for an answer. */
export type StreamSlot = {
  readonly release: () => void;
  /** Aborted when another tab that is looked at needs the connection more. */
  readonly wanted: AbortSignal;
};

/** Whether this tab is not looked at. */
export const isTabHidden = (): boolean =>
  typeof document !== 'undefined' && document.visibilityState === 'hidden';

const lockName = (slot: number) => `tenlens.stream.${slot}`;
const WANTED_CHANNEL = 'tenlens.stream.wanted';

/** A browser that blocks a site's storage may block its locks too. */
let isRefused = false;

/** Where there are no locks tabs cannot agree, and each streams as it likes. */
export const canShareStreams = (): boolean =>
  !isRefused &&
  typeof navigator !== 'undefined' &&
  navigator.locks !== undefined &&
  typeof BroadcastChannel !== 'undefined';

/**
 * Holds a lock until it is released.
 *
 * @returns `null` when it is not free, or does not become free before `signal` is aborted.
 */
export function holdLock(name: string, signal?: AbortSignal): Promise<(() => void) | null> {
  const { promise, resolve } = Promise.withResolvers<(() => void) | null>();
  const options = signal ? { signal } : { ifAvailable: true };
  navigator.locks
    .request(name, options, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    })
    .catch(() => {
      // Given up while it waited; else the browser refuses locks. Either way it is not held.
      isRefused ||= signal?.aborted !== true;
      resolve(null);
    });
  return promise;
}

function toSlot(slot: number, release: () => void): StreamSlot {
  const wanted = new AbortController();
  const channel = openBroadcast(WANTED_CHANNEL);
  channel?.addEventListener('message', ({ data }) => {
    if (data === slot && isTabHidden()) wanted.abort();
  });
  return {
    wanted: wanted.signal,
    release() {
      channel?.close();
      release();
    },
  };
}

async function takeFree(): Promise<StreamSlot | null> {
  for (const slot of SLOTS) {
    const release = await holdLock(lockName(slot));
    if (release) return toSlot(slot, release);
  }
  return null;
}

/** Asks the tabs that hold slots one after the other; one that is hidden gives its own up. */
async function takeFromHidden(): Promise<StreamSlot | null> {
  const channel = openBroadcast(WANTED_CHANNEL);
  try {
    for (const slot of SLOTS) {
      channel?.postMessage(slot);
      const release = await holdLock(lockName(slot), AbortSignal.timeout(GIVE_UP_WAIT_MS));
      if (release) return toSlot(slot, release);
    }
    return null;
  } finally {
    channel?.close();
  }
}

/** One of the three slots of this browser; `null` when all are taken by tabs that are looked at. */
export async function takeStreamSlot(): Promise<StreamSlot | null> {
  const isHidden = isTabHidden();
  const free = canShareStreams() ? await takeFree() : null;
  if (!canShareStreams()) return { release: () => undefined, wanted: new AbortController().signal };
  return free || isHidden ? free : takeFromHidden();
}
