import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Destination } from '../../egress/fetch-upstream';
import type { Dialect, StreamTimeouts } from '../dialects';
import type { Provider, ProviderEvent, ProviderRequest } from '../provider';
import { toWireMessages, writeRequestBody } from './request-body';
import { retryDelay } from './retry-delay';
import { StreamAttempt } from './stream-attempt';

/** What tests replace: the clock, chance, waiting, and how long a server may be silent. */
export type ProviderDependencies = {
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly timeouts?: StreamTimeouts | undefined;
};

export const REAL_DEPENDENCIES: ProviderDependencies = {
  now: Date.now,
  random: Math.random,
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

export type ProviderOptions = {
  readonly destination: Destination;
  /** How this server speaks, as far as it is known by now. */
  readonly dialect: () => Dialect;
  readonly listModels: (signal: AbortSignal) => Promise<readonly ModelDescriptor[]>;
};

type ErrorEvent = Extract<ProviderEvent, { type: 'error' }>;
type Call = {
  readonly request: ProviderRequest;
  readonly messages: Awaited<ReturnType<typeof toWireMessages>>;
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
};

/**
 * Passes events on. A failure before anything was shown is held back and returned, for it may be
 * tried again.
 */
async function* untilFailure(
  events: AsyncIterable<ProviderEvent>,
): AsyncGenerator<ProviderEvent, ErrorEvent | undefined, undefined> {
  let hasShown = false;
  for await (const event of events) {
    if (event.type === 'error' && !hasShown) return event;
    hasShown ||= event.type !== 'damaged';
    yield event;
  }
  return undefined;
}

class OpenAiCompatibleProvider implements Provider {
  readonly #options: ProviderOptions;
  readonly #dependencies: ProviderDependencies;
  readonly #learnt = { refusesUsage: false };

  constructor(options: ProviderOptions, dependencies: ProviderDependencies) {
    this.#options = options;
    this.#dependencies = dependencies;
  }

  listModels(signal: AbortSignal): Promise<readonly ModelDescriptor[]> {
    return this.#options.listModels(signal);
  }

  async writeBody(request: ProviderRequest): Promise<string> {
    const { maxImageBase64Characters, asksForUsage } = this.#options.dialect();
    const messages = await toWireMessages(request, { base64Characters: maxImageBase64Characters });
    return writeRequestBody(request, messages, asksForUsage && !this.#learnt.refusesUsage);
  }

  async *stream(request: ProviderRequest, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
    try {
      const dialect = this.#options.dialect();
      const limit = { base64Characters: dialect.maxImageBase64Characters };
      const messages = await toWireMessages(request, limit);
      if (!signal.aborted) yield* this.#streamWithRetry({ request, messages, dialect, signal });
    } catch (cause) {
      if (signal.aborted) return;
      const error = cause instanceof AppError ? cause : new AppError('internal', {}, { cause });
      yield { type: 'error', error };
    }
  }

  async *#streamWithRetry(call: Call): AsyncGenerator<ProviderEvent> {
    const attempt = this.#attempt(call);
    const failure = yield* untilFailure(attempt.events());
    if (!failure) return;
    const delay = this.#delayAfter(failure.error, attempt, call.dialect);
    if (delay === null) return yield failure;
    await this.#dependencies.wait(delay, call.signal);
    yield* this.#attempt(call).events();
  }

  #attempt({ request, messages, dialect, signal }: Call): StreamAttempt {
    return new StreamAttempt({
      destination: this.#options.destination,
      dialect,
      timeouts: this.#dependencies.timeouts ?? dialect.timeouts,
      writeBody: (asksForUsage) => writeRequestBody(request, messages, asksForUsage),
      learnt: this.#learnt,
      signal,
      now: this.#dependencies.now,
    });
  }

  #delayAfter(error: AppError, attempt: StreamAttempt, dialect: Dialect): number | null {
    const isSilent = error.code === 'upstream-empty' && attempt.wasSilent;
    const code = isSilent && dialect.retriesEmptyStreams ? 'upstream-down' : error.code;
    return retryDelay(code, error.details.retryAfterSeconds, this.#dependencies.random());
  }
}

/** A provider that speaks `POST /chat/completions` with an event stream, as every known server does. */
export function createOpenAiCompatibleProvider(
  options: ProviderOptions,
  dependencies: ProviderDependencies = REAL_DEPENDENCIES,
): Provider {
  return new OpenAiCompatibleProvider(options, dependencies);
}
