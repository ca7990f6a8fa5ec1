import 'client-only';

/** Whether the connection an answer comes by is down, for any number of readers. */
export class ConnectionState {
  readonly #listeners = new Set<() => void>();
  #isDown = false;

  readonly isDown = (): boolean => this.#isDown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly set = (isDown: boolean): void => {
    if (isDown === this.#isDown) return;
    this.#isDown = isDown;
    for (const listener of this.#listeners) listener();
  };
}
