import 'server-only';
import { inspect } from 'node:util';

const HIDDEN = '[secret]';

/** A value that shows itself to nobody by accident: not in JSON, logs, templates or errors. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Called only where it is sent or compared. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
