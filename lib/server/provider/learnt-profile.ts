import 'server-only';
import {
  type ConnectionProfile,
  EMPTY_PROFILE,
  mergeProfile,
  type ProfileChange,
} from '@/lib/domain/connection/connection-profile';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConnectionProfileStore } from '../connection-profile-store/connection-profile-store';

/** Refusals are forgotten after a day: servers are updated, and started with other flags. Milliseconds. */
const REFUSALS_LIFETIME_MS = 24 * 60 * 60 * 1000;

export type LearntProfileOptions = {
  readonly connectionId: string;
  /** Where the server is; what was learnt elsewhere does not hold here. */
  readonly address: string;
  readonly store: ConnectionProfileStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** What is known of one server, kept over restarts and shared by all processes of a store. */
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

  /** Adds what was just learnt. */
  async learn(change: ProfileChange): Promise<void> {
    const { store, connectionId, address, now } = this.#options;
    const refusedAt = change.refusedFields ? { refusedAt: now() } : {};
    const known = { ...change, ...refusedAt, address };
    this.#last = mergeProfile(this.#last, known);
    await this.#tryTo(async () => {
      const stored = await store.read(connectionId);
      const still = this.#stillTrue(stored);
      if (still !== stored) await store.forget(connectionId);
      this.#last = await store.merge(connectionId, mergeProfile(still, known));
    });
  }

  #stillTrue(profile: ConnectionProfile): ConnectionProfile {
    const { address, now } = this.#options;
    if (profile.address !== undefined && profile.address !== address) return EMPTY_PROFILE;
    const { refusedAt = Number.POSITIVE_INFINITY } = profile;
    if (now() - refusedAt < REFUSALS_LIFETIME_MS || profile.refusedFields.length === 0) {
      return profile;
    }
    return { ...profile, refusedFields: [] };
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
