import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What is wrong with the line, from server to client; requests pass as they are, except while it stalls. */
export type Fault =
  | { readonly kind: 'none' }
  /** Nothing passes in either direction, and nobody is told. */
  | { readonly kind: 'stall' }
  /** A streamed HTTP answer is held back until it is complete. */
  | { readonly kind: 'buffer-all' }
  /** So many bytes a second. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** An answer is broken off after so many bytes of it. */
  | { readonly kind: 'cut-after'; readonly bytes: number }
  /** New connections are reset at once; open ones live on. */
  | { readonly kind: 'refuse' };

/** A line to a server that fails in the way a test wants. */
export type FaultyProxy = {
  /** Address without a slash at the end; the server itself must allow this host and port. */
  readonly url: string;
  /** How many connections are open. */
  connections(): number;
  /** From now on, for open connections too. What a stall or a buffer held back is let go. */
  set(fault: Fault): void;
  /** Resets all connections that are open. */
  cut(): void;
  close(): Promise<void>;
};

const SLICE_MILLISECONDS = 50;
const HEALTHY: Fault = { kind: 'none' };
const LAST_CHUNK = '0\r\n\r\n';

/** Whether bytes that are held back are a streamed answer without its end. */
function isIncomplete(bytes: Buffer): boolean {
  const head = bytes.subarray(0, Math.max(0, bytes.indexOf('\r\n\r\n'))).toString('latin1');
  const isStreamed = /^transfer-encoding:\s*chunked/im.test(head);
  return isStreamed && bytes.subarray(-LAST_CHUNK.length).toString('latin1') !== LAST_CHUNK;
}

/** One connection through the proxy. */
class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  #fault: Fault;
  #requests: Buffer[] = [];
  #answers: Buffer[] = [];
  #sentBytes = 0;
  #isPumping = false;

  constructor(client: Socket, server: Socket, fault: Fault) {
    this.#client = client;
    this.#server = server;
    this.#fault = fault;
    client.on('data', (bytes) => {
      this.#requests.push(bytes);
      this.#sentBytes = 0;
      this.#passRequests();
    });
    server.on('data', (bytes) => {
      this.#answers.push(bytes);
      void this.#pump();
    });
    // A connection that breaks on one side breaks on the other; the error itself is the fault asked for.
    for (const socket of [client, server]) {
      socket.on('error', () => this.cut());
      socket.on('close', () => this.cut());
    }
  }

  set(fault: Fault): void {
    this.#fault = fault;
    this.#sentBytes = 0;
    this.#passRequests();
    void this.#pump();
  }

  cut(): void {
    this.#server.destroy();
    if (!this.#client.destroyed) this.#client.resetAndDestroy();
  }

  #passRequests(): void {
    if (this.#fault.kind === 'stall') return;
    for (const bytes of this.#requests.splice(0)) this.#server.write(bytes);
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#answers.length > 0 && !this.#client.destroyed) {
      const held = Buffer.concat(this.#answers.splice(0));
      const passed = this.#passable(held);
      if (passed < held.length) this.#answers.unshift(held.subarray(passed));
      if (passed === 0) break;
      this.#sentBytes += passed;
      if (!this.#client.write(held.subarray(0, passed))) await this.#untilDrained();
      await this.#afterWrite();
    }
    this.#isPumping = false;
  }

  /** How many of the bytes that wait may pass now. */
  #passable(held: Buffer): number {
    const fault = this.#fault;
    if (fault.kind === 'stall') return 0;
    if (fault.kind === 'buffer-all') return isIncomplete(held) ? 0 : held.length;
    if (fault.kind === 'cut-after') return Math.min(held.length, fault.bytes - this.#sentBytes);
    if (fault.kind !== 'slow') return held.length;
    const slice = Math.ceil((fault.bytesPerSecond * SLICE_MILLISECONDS) / 1000);
    return Math.min(held.length, slice);
  }

  async #afterWrite(): Promise<void> {
    const fault = this.#fault;
    if (fault.kind === 'slow') await wait(SLICE_MILLISECONDS);
    if (fault.kind === 'cut-after' && this.#sentBytes >= fault.bytes) this.cut();
  }

  async #untilDrained(): Promise<void> {
    await Promise.race([once(this.#client, 'drain'), once(this.#client, 'close')]);
  }
}

/**
 * Opens a line to a server of this machine, on a free port of its own.
 *
 * @param port - Where the server listens.
 */
export async function openFaultyProxy(port: number): Promise<FaultyProxy> {
  const lines = new Set<Line>();
  let fault = HEALTHY;
  const listener = createServer((client) => {
    if (fault.kind === 'refuse') return void client.resetAndDestroy();
    const line = new Line(client, connect(port, '127.0.0.1'), fault);
    lines.add(line);
    client.on('close', () => lines.delete(line));
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  // A server that listens on a port has an address of this kind.
  const address = listener.address() as AddressInfo;
  const cut = () => {
    for (const line of lines) line.cut();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    connections: () => lines.size,
    set(next) {
      fault = next;
      for (const line of lines) line.set(next);
    },
    cut,
    async close() {
      listener.close();
      cut();
      await once(listener, 'close');
    },
  };
}
