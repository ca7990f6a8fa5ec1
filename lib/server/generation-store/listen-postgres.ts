import 'server-only';
import { Client } from 'pg';
import { asId, type GenerationId } from '@/lib/domain/ids';
import { postgresOptions } from '../database/open-postgres';
import type { Logger } from '../logger';
import type { Secret } from '../secret';
import type { GenerationSignals } from './generation-signals';
import { CHANNEL, type Notice, parseNotice } from './notify';

/** A connection that broke is made anew after that many milliseconds. */
const RECONNECT_MS = 1_000;

type Listener = (id: GenerationId) => void;

type Listeners = Readonly<Record<Notice, Set<Listener>>>;

function tell(listeners: Listeners, payload: string): void {
  const heard = parseNotice(payload);
  if (!heard) return;
  for (const id of heard.ids) {
    for (const listener of listeners[heard.notice]) listener(asId<GenerationId>(id));
  }
}

/**
 * Hears what other processes tell of generations, on a connection of its own. While that is broken
 * `isListening` says so.
 *
 * @param url - Address of the database.
 */
export function listenToPostgres(url: Secret, logger: Logger): GenerationSignals {
  const listeners: Listeners = { news: new Set(), stop: new Set() };
  let client: Client | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isListening = false;
  let isClosed = false;

  const hear = (payload = '') => tell(listeners, payload);
  const reconnect = (broken: Client, error?: unknown) => {
    if (client !== broken || isClosed) return;
    client = undefined;
    isListening = false;
    logger.warn('listen-lost', { reason: String(error ?? 'the connection ended') });
    // It is gone already: that its end fails too is no news.
    broken.end().catch(() => undefined);
    timer = setTimeout(connect, RECONNECT_MS);
  };
  const connect = () => {
    const next = new Client(postgresOptions(url));
    client = next;
    next.on('notification', ({ payload }) => hear(payload));
    next.on('error', (error) => reconnect(next, error));
    next.on('end', () => reconnect(next));
    const begin = async () => {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      isListening = client === next;
    };
    begin().catch((error: unknown) => reconnect(next, error));
  };
  const subscribe = (notice: Notice) => (listener: Listener) => {
    listeners[notice].add(listener);
    return () => void listeners[notice].delete(listener);
  };
  connect();
  return {
    isListening: () => isListening,
    onNews: subscribe('news'),
    onStop: subscribe('stop'),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
