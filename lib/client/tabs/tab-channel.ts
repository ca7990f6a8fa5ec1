import 'client-only';
import * as z from 'zod/mini';

const tabMessageSchema = z.discriminatedUnion('type', [
  /** A conversation was begun, answered, renamed, moved or deleted: the list may have changed. */
  z.object({ type: z.literal('conversations-changed') }),
  /** What is stored of a draft has changed. */
  z.object({ type: z.literal('draft-changed'), draftId: z.string() }),
  /** The person has thrown all drafts away, by signing out or by deleting everything. */
  z.object({ type: z.literal('drafts-cleared') }),
]);

/** What one tab of this browser tells the others. */
export type TabMessage = z.infer<typeof tabMessageSchema>;

/** Opens a channel to the other tabs; `null` where the browser has none. */
export function openBroadcast(name: string): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
}

/** Speaks to the other tabs of this browser. Opened when it is first used; without a channel it says and hears nothing. */
export class TabChannel {
  readonly #listeners = new Set<(message: TabMessage) => void>();
  readonly #open: () => BroadcastChannel | null;
  #channel: BroadcastChannel | null | undefined;

  constructor(open = () => openBroadcast('tenlens')) {
    this.#open = open;
  }

  /** Tells all other tabs; not this one. */
  readonly post = (message: TabMessage): void => this.#channelOrNull()?.postMessage(message);

  /**
   * Hears what other tabs say, of this version or another: what does not fit is passed over.
   *
   * @returns Ends the listening.
   */
  readonly listen = (listener: (message: TabMessage) => void): (() => void) => {
    this.#channelOrNull();
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  #channelOrNull(): BroadcastChannel | null {
    if (this.#channel !== undefined) return this.#channel;
    this.#channel = this.#open();
    this.#channel?.addEventListener('message', ({ data }) => {
      const message = tabMessageSchema.safeParse(data);
      if (!message.success) return;
      for (const listener of this.#listeners) listener(message.data);
    });
    return this.#channel;
  }
}

/** The one channel of this page. */
export const tabChannel = new TabChannel();
