import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Destination } from '../../egress/fetch-upstream';
import type { RequestLine } from '../../rate/request-line';
import type { Dialect } from '../dialects';
import type { LearntProfile } from '../learnt-profile';
import type { Provider, ProviderEvent, ProviderRequest, WrittenBody } from '../provider';
import { type AnswerDependencies, AnswerRun, firstPlan, learntRepairs } from './answer-run';
import { ModelRefusals } from './model-refusals';
import { toWireMessages, writeRequestBody } from './request-body';

/** What tests replace. */
export type ProviderDependencies = AnswerDependencies;

export const REAL_DEPENDENCIES: ProviderDependencies = {
  now: Date.now,
  random: Math.random,
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

export type ProviderOptions = {
  readonly destination: Destination;
  /** Where each request waits for its turn. */
  readonly line: RequestLine;
  /** How this server speaks, as far as it is known by now. */
  readonly dialect: () => Dialect;
  /** What was learnt of it. */
  readonly profile: LearntProfile;
  readonly listModels: (signal: AbortSignal) => Promise<readonly ModelDescriptor[]>;
};

class OpenAiCompatibleProvider implements Provider {
  readonly #options: ProviderOptions;
  readonly #dependencies: ProviderDependencies;
  readonly #refusals: ModelRefusals;

  constructor(options: ProviderOptions, dependencies: ProviderDependencies) {
    this.#options = options;
    this.#dependencies = dependencies;
    this.#refusals = new ModelRefusals(dependencies.now);
  }

  listModels(signal: AbortSignal): Promise<readonly ModelDescriptor[]> {
    return this.#options.listModels(signal);
  }

  async writeBody(request: ProviderRequest): Promise<WrittenBody> {
    const { dialect, messages, known } = await this.#prepare(request);
    const plan = firstPlan(request, dialect, known);
    const body = writeRequestBody(request, messages, plan);
    return { body, repairs: learntRepairs(request, plan) };
  }

  async *stream(request: ProviderRequest, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
    try {
      const { destination, line, profile } = this.#options;
      const prepared = await this.#prepare(request);
      if (signal.aborted) return;
      const run = { ...prepared, request, profile, destination, line, signal };
      yield* new AnswerRun({ ...run, dependencies: this.#dependencies }).events();
    } catch (cause) {
      if (signal.aborted) return;
      yield { type: 'error', error: toAppError(cause) };
    }
  }

  async #prepare(request: ProviderRequest) {
    const dialect = this.#options.dialect();
    const limit = { base64Characters: dialect.maxImageBase64Characters };
    const refusals = this.#refusals;
    const [messages, profile] = await Promise.all([
      toWireMessages(request, limit),
      this.#options.profile.read(),
    ]);
    const ofModel = refusals.of(request.model.upstreamModel);
    const known = { ...profile, refusedFields: [...profile.refusedFields, ...ofModel] };
    return { dialect, messages, known, refusals };
  }
}

/**
 * A provider that speaks `POST /chat/completions` as every known server does, each in its dialect: it asks
 * for an event stream, and for the answer in one piece where streams lose tool calls.
 */
export function createOpenAiCompatibleProvider(
  options: ProviderOptions,
  dependencies: ProviderDependencies = REAL_DEPENDENCIES,
): Provider {
  return new OpenAiCompatibleProvider(options, dependencies);
}
