import type { Clock } from '@/lib/server/rate/key-line';

type Sleeper = { readonly until: number; readonly wake: () => void };

/** A clock that the test turns: waits end when it has been turned past them. */
export class FakeClock implements Clock {
  #now = 1_000_000;
  #sleepers: Sleeper[] = [];

  now = (): number => this.#now;

  wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { until: this.#now + milliseconds, wake: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        reject(signal.reason);
      });
    });

  /** Lets everything that is ready run. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass, wait by wait. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.settle();
    for (;;) {
      const [next] = this.#sleepers.toSorted((left, right) => left.until - right.until);
      if (!next || next.until > end) break;
      this.#now = Math.max(this.#now, next.until);
      this.#sleepers = this.#sleepers.filter((each) => each !== next);
      next.wake();
      await this.settle();
    }
    this.#now = end;
    await this.settle();
  }
}
