import 'server-only';

/** As long as a connection's refusals are held to be true. Milliseconds. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/**
 * Optional fields that single models do not take while others of their server may. They are known in this
 * process only: another one pays for each with a quick request.
 */
export class ModelRefusals {
  readonly #now: () => number;
  /** When which field was refused, by model. */
  readonly #refusedAt = new Map<string, Map<string, number>>();

  /** @param now - Milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Fields that a model refused within a day, by their names on the wire. */
  of(model: string): readonly string[] {
    const isYoung = ([, at]: [string, number]) => this.#now() - at < LIFETIME_MS;
    return [...(this.#refusedAt.get(model) ?? [])].filter(isYoung).map(([field]) => field);
  }

  note(model: string, fields: readonly string[]): void {
    const refusedAt = this.#refusedAt.get(model) ?? new Map<string, number>();
    for (const field of fields) refusedAt.set(field, this.#now());
    this.#refusedAt.set(model, refusedAt);
  }
}
