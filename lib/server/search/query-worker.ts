import 'server-only';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { AppError } from '@/lib/domain/errors/app-error';

/**
 * What runs in the thread. A text, because the build emits no files for server threads; it knows
 * nothing but how to run a query on a file that it cannot change.
 */
const SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(workerData, { readOnly: true });
database.exec('pragma busy_timeout = 5000');
parentPort.on('message', ({ sql, parameters }) => {
  try {
    parentPort.postMessage({ rows: database.prepare(sql).all(...parameters) });
  } catch (error) {
    parentPort.postMessage({ failure: String(error) });
  }
});
`;

const replySchema = z.union([
  z.object({ rows: z.array(z.unknown()) }),
  z.object({ failure: z.string() }),
]);

/** A query may take that long. */
const LIMIT_MS = 5000;
/** Queries that wait for their turn; whoever comes then is told that it takes too long. */
const MAX_WAITING = 50;

export type Query = { readonly sql: string; readonly parameters: readonly unknown[] };

/** Runs one query after the other on an SQLite file, in a thread of its own. */
export class QueryWorker {
  readonly #file: string;
  readonly #limitMs: number;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;

  constructor(file: string, limitMs: number = LIMIT_MS) {
    this.#file = file;
    this.#limitMs = limitMs;
  }

  /**
   * Runs a query that only reads. The thread begins with the first one, and anew after it died.
   *
   * @throws AppError `search-timeout` when it takes too long, which ends the thread; Error when the
   * query or the thread fails.
   */
  async run(query: Query): Promise<unknown[]> {
    if (this.#waiting >= MAX_WAITING) throw new AppError('search-timeout');
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#ask(query));
    // A failure belongs to the one who asked, not to the next in the row.
    this.#last = turn
      .catch(() => {})
      .finally(() => {
        this.#waiting -= 1;
      });
    return turn;
  }

  /** Ends the thread; what it was asked fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    if (this.#isClosed) throw new Error('the search is closed');
    const worker = new Worker(SOURCE, { eval: true, workerData: this.#file, name: 'search' });
    // A search keeps no process alive. One that dies between two queries is not missed.
    worker.unref();
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    this.#worker = worker;
    return worker;
  }

  #ask({ sql, parameters }: Query): Promise<unknown[]> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
    const onMessage = (message: unknown) => {
      const reply = replySchema.safeParse(message);
      if (!reply.success) reject(new Error('the search thread said what nobody knows'));
      else if ('rows' in reply.data) resolve(reply.data.rows);
      else reject(new Error(reply.data.failure));
    };
    const onError = (cause: unknown) => reject(new Error('the search thread failed', { cause }));
    const onExit = () => reject(new Error('the search thread ended'));
    const timer = setTimeout(() => {
      reject(new AppError('search-timeout'));
      // It ends when SQLite gives the thread back; the next query does not wait for that.
      this.#worker = null;
      void worker.terminate();
    }, this.#limitMs);
    worker.once('message', onMessage).once('error', onError).once('exit', onExit);
    worker.postMessage({ sql, parameters });
    return promise.finally(() => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    });
  }
}
