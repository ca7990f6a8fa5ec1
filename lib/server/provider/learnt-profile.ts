import 'server-only';
import {
  type ConnectionProfile,
  EMPTY_PROFILE,
  forgetOld,
  mergeProfile,
  type ProfileChange,
  TAUGHT_LIMITS,
} from '@/lib/domain/connection/connection-profile';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConnectionProfileStore } from '../connection-profile-store/connection-profile-store';

export type LearntProfileOptions = {
  readonly connectionId: string;
  /** Where the server is; what was learnt elsewhere does not hold here. */
  readonly address: string;
  readonly store: ConnectionProfileStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/**
 * What is known of one server, kept over restarts and shared by all processes of a store. What its refusals
 * taught is tried again after a day.
 */
export class LearntProfile {
  readonly #options: LearntProfileOptions;
  #last: ConnectionProfile = EMPTY_PROFILE;

  constructor(options: LearntProfileOptions) {
    this.#options = options;
  }

  /** As it was last read. */
  get last(): ConnectionProfile {
    return this.#last;
  }

  /** Reads it anew. A store that is away for a moment leaves what was last known. */
  async read(): Promise<ConnectionProfile> {
    const { store, connectionId } = this.#options;
    await this.#tryTo(async () => {
      this.#last = this.#stillTrue(await store.read(connectionId));
    });
    return this.#last;
  }

  /**
   * Adds what was just learnt in use, in one step with what others learn. It is known here at once, and also
   * where the store is away.
   */
  async learn(change: ProfileChange): Promise<void> {
    const { store, connectionId, address } = this.#options;
    const known = { ...change, ...this.#timesOf(change), address };
    this.#last = mergeProfile(this.#last, known);
    await this.#tryTo(async () => {
      const add = (stored: ConnectionProfile) => mergeProfile(this.#stillTrue(stored), known);
      this.#last = await store.update(connectionId, add);
    });
  }

  /** When it was learnt, of what a refusal teaches. */
  #timesOf(change: ProfileChange): ProfileChange {
    const at = this.#options.now();
    const taught = TAUGHT_LIMITS.filter((limit) => change[limit] !== undefined);
    return {
      ...(change.refusedFields ? { refusedAt: at } : {}),
      ...(taught.length > 0
        ? { taughtAt: Object.fromEntries(taught.map((limit) => [limit, at])) }
        : {}),
    };
  }

  #stillTrue(profile: ConnectionProfile): ConnectionProfile {
    const { address, now } = this.#options;
    if (profile.address !== undefined && profile.address !== address) return EMPTY_PROFILE;
    return forgetOld(profile, now());
  }

  /** What was learnt spares a request; an answer must not fail for it. */
  async #tryTo(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
