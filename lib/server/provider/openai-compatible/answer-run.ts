import 'server-only';
import { type ConnectionProfile, ofModel } from '@/lib/domain/connection/connection-profile';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Repair } from '@/lib/domain/generation/repair';
import type { Destination } from '../../egress/fetch-upstream';
import type { Asker, RequestLine } from '../../rate/request-line';
import type { Dialect, StreamTimeouts } from '../dialects';
import type { LearntProfile } from '../learnt-profile';
import type { ProviderEvent, ProviderRequest } from '../provider';
import type { ModelRefusals } from './model-refusals';
import { noteCutPrompt } from './note-cut-prompt';
import {
  dropsTools,
  fieldsNotSent,
  type RequestPlan,
  saysFormat,
  writeOptionalFields,
} from './optional-values';
import { type toWireMessages, writeRequestBody } from './request-body';
import { retryDelay } from './retry-delay';
import { StreamAttempt } from './stream-attempt';

/** The clock, chance, waiting, and how long a server may be silent. */
export type AnswerDependencies = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** In place of the dialect's. */
  readonly timeouts?: StreamTimeouts | undefined;
};

export type AnswerRunOptions = {
  readonly request: ProviderRequest;
  readonly messages: Awaited<ReturnType<typeof toWireMessages>>;
  readonly destination: Destination;
  /** Where each request waits for its turn. */
  readonly line: RequestLine;
  readonly dialect: Dialect;
  /** What is known of the server now. */
  readonly known: ConnectionProfile;
  /** Where more of it is noted. */
  readonly profile: LearntProfile;
  /** Where that is noted which only this model does not take. */
  readonly refusals: ModelRefusals;
  readonly signal: AbortSignal;
  readonly dependencies: AnswerDependencies;
};

type ErrorEvent = Extract<ProviderEvent, { type: 'error' }>;

const FORMAT_FIELD = 'response_format';

/** Who asks where nobody is named. */
const NOBODY: Asker = { id: '' };

/** The model's own words, after which nothing can be asked again without telling it twice. */
const isShown = ({ type }: ProviderEvent) => type === 'text-delta' || type === 'reasoning-delta';

const isLost = ({ error }: ErrorEvent) =>
  error.code === 'upstream-tools-lost' || error.code === 'upstream-empty';

/** How a request is made first, by what is known of its server. */
export function firstPlan(
  { prompt, model }: Pick<ProviderRequest, 'prompt' | 'model'>,
  dialect: Dialect,
  { refusedFields: refused, tools, models }: ConnectionProfile,
): RequestPlan {
  const hasTools = (prompt.tools ?? []).length > 0 && !dropsTools({ refused });
  const ignoresFormat = ofModel(models, model.upstreamModel)?.keepsSchema === false;
  return { dialect, refused, isStream: !(hasTools && tools === 'whole'), ignoresFormat };
}

/** What a request's first plan does differently, by what is known of its server. */
export function learntRepairs(
  { prompt }: Pick<ProviderRequest, 'prompt'>,
  plan: RequestPlan,
): readonly Repair[] {
  const wanted = Object.keys(writeOptionalFields(prompt, { ...plan, refused: [] }));
  const refused = wanted.filter((field) => plan.refused.includes(field) && field !== FORMAT_FIELD);
  const repairs = [...fieldsNotSent(prompt, plan), ...refused].map(repairOf);
  if (saysFormat(prompt, plan)) repairs.push(repairOf(FORMAT_FIELD));
  return plan.isStream ? repairs : [...repairs, { type: 'asked-whole', reason: 'tools-lost' }];
}

/** One answer, asked for as often as it takes: at most once for each thing that can be done differently. */
export class AnswerRun {
  readonly #options: AnswerRunOptions;
  readonly #tools: readonly string[];
  #plan: RequestPlan;
  #hasShown = false;
  #hasRetried = false;

  constructor(options: AnswerRunOptions) {
    const { dialect, known, request } = options;
    this.#options = options;
    this.#tools = (request.prompt.tools ?? []).map(({ name }) => name);
    this.#plan = firstPlan(request, dialect, known);
  }

  /** Every event, ending in exactly one `finish` or `error`, or at once on abort. */
  async *events(): AsyncGenerator<ProviderEvent> {
    yield* this.#beginAsLearnt();
    for (;;) {
      const attempt = this.#attempt();
      const failure = yield* this.#follow(attempt);
      if (!failure) return;
      const told = await this.#tellLine(failure);
      const repairs = await this.#remedy(failure, attempt);
      if (!repairs) {
        await this.#doubtUsage(failure);
        return yield told;
      }
      for (const repair of repairs) yield { type: 'repair', repair };
    }
  }

  #offersTools(): boolean {
    return this.#tools.length > 0 && !dropsTools(this.#plan);
  }

  /** What this server needs is done at once, and told. */
  async *#beginAsLearnt(): AsyncGenerator<ProviderEvent> {
    for (const repair of learntRepairs(this.#options.request, this.#plan)) {
      yield { type: 'repair', repair };
    }
  }

  /** Keeps the next requests back after one too many. What is told then says for how long. */
  async #tellLine(failure: ErrorEvent): Promise<ErrorEvent> {
    const { code, details, cause } = failure.error;
    if (code !== 'upstream-rate') return failure;
    const asked = details.retryAfterSeconds;
    const wait = await this.#options.line.refused(typeof asked === 'number' ? asked : undefined);
    const retryAfterSeconds = Math.ceil(wait / 1000);
    return { ...failure, error: new AppError(code, { ...details, retryAfterSeconds }, { cause }) };
  }

  #attempt(): StreamAttempt {
    const { request, messages, destination, line, signal, dependencies, dialect } = this.#options;
    const plan = this.#plan;
    return new StreamAttempt({
      destination,
      plan,
      timeouts: dependencies.timeouts ?? dialect.timeouts,
      body: writeRequestBody(request, messages, plan),
      optionalFields: Object.keys(writeOptionalFields(request.prompt, plan)),
      offeredTools: this.#offersTools() ? this.#tools : [],
      enterLine: (lineSignal) => line.enter(request.asker ?? NOBODY, lineSignal),
      signal,
      now: dependencies.now,
      wait: dependencies.wait,
    });
  }

  /** Passes events on. A failure is held back and returned: something may be done about it. */
  async *#follow(attempt: StreamAttempt): AsyncGenerator<ProviderEvent, ErrorEvent | undefined> {
    const { request, dialect, known, profile } = this.#options;
    const hadShown = this.#hasShown;
    let calls = 0;
    for await (const event of attempt.events()) {
      if (event.type === 'error') return event;
      if (event.type === 'tool-call') calls += 1;
      // Asked once more for its calls alone: its words are there already.
      if (hadShown && isShown(event)) continue;
      if (!this.#hasShown && isShown(event)) this.#options.line.accepted();
      this.#hasShown ||= isShown(event);
      if (event.type !== 'finish') yield event;
      else {
        const isNew = calls > 0 && !this.#plan.isStream && known.tools !== 'whole';
        if (isNew) await profile.learn({ tools: 'whole' });
        yield noteCutPrompt(event, request.prompt, dialect);
      }
    }
    return undefined;
  }

  /** Changes the plan so that the next try may go well. `null` when there is nothing to be done. */
  async #remedy(failure: ErrorEvent, attempt: StreamAttempt): Promise<readonly Repair[] | null> {
    if (this.#options.signal.aborted) return null;
    const losesCalls = this.#plan.isStream && this.#offersTools() && isLost(failure);
    if (this.#hasShown && failure.error.code !== 'upstream-tools-lost') return null;
    return (
      (await this.#dropFields(attempt)) ??
      (losesCalls ? this.#askWhole() : null) ??
      (this.#hasShown ? null : this.#tryAgain(failure, attempt))
    );
  }

  /** Nothing is tried again after a long silence; whoever asks again is to have a better chance. */
  async #doubtUsage({ error }: ErrorEvent): Promise<void> {
    const { dialect, profile } = this.#options;
    if (error.code !== 'upstream-timeout' || !dialect.mayHangOnUsage || !this.#plan.isStream)
      return;
    if (this.#plan.refused.includes('stream_options')) return;
    await profile.learn({ refusedFields: ['stream_options'] });
  }

  async #dropFields({ refused, isOfModel }: StreamAttempt): Promise<readonly Repair[] | null> {
    if (refused.length === 0) return null;
    const { request, profile, refusals } = this.#options;
    this.#plan = { ...this.#plan, refused: [...this.#plan.refused, ...refused] };
    if (isOfModel) refusals.note(request.model.upstreamModel, refused);
    else await profile.learn({ refusedFields: refused });
    return refused.map(repairOf);
  }

  #askWhole(): readonly Repair[] {
    this.#plan = { ...this.#plan, isStream: false };
    return [{ type: 'asked-whole', reason: 'tools-lost' }];
  }

  async #tryAgain(failure: ErrorEvent, attempt: StreamAttempt): Promise<readonly Repair[] | null> {
    if (this.#hasRetried) return null;
    this.#hasRetried = true;
    const { dialect, dependencies, signal } = this.#options;
    const { code, details } = failure.error;
    const isSilent = code === 'upstream-empty' && attempt.wasSilent && dialect.retriesEmptyStreams;
    const reason = isSilent ? 'upstream-down' : code;
    const delay = retryDelay(reason, details.retryAfterSeconds, dependencies.random());
    if (delay === null) return null;
    if (delay > 0) await dependencies.wait(delay, signal);
    return [{ type: 'tried-again', code }];
  }
}

function repairOf(field: string): Repair {
  if (field === FORMAT_FIELD) return { type: 'format-in-words' };
  return field === 'tools' ? { type: 'tools-dropped' } : { type: 'field-dropped', field };
}
