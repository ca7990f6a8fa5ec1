import 'server-only';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import { detectHosted, detectServer } from '../connections/detect-server';
import { type Destination, fetchUpstream, readCappedText } from '../egress/fetch-upstream';
import { DIALECTS } from '../provider/dialects';
import { errorFromUpstream } from '../provider/error-from-upstream';
import { type ListedModel, readModelList } from '../provider/openai-compatible/read-model-list';
import { parseRetryAfter } from '../provider/openai-compatible/retry-delay';
import { parseJson, type Refusal, readRefusal, readRefusalText } from '../provider/read-refusal';
import type { Asker, RequestLine } from '../rate/request-line';
import { followPending } from './follow-pending';
import { type Completion, readCompletion } from './read-completion';
import { type ReadStream, readStream } from './read-stream';

/** What a question about the server is answered with. */
export type InfoAnswer = {
  readonly status: number;
  /** The parsed body; `undefined` when it is no JSON. */
  readonly json: unknown;
  readonly refusal: Refusal;
};

/** A chat request that was refused. */
export type ChatRefusal = {
  readonly isAccepted: false;
  readonly status: number;
  readonly code: ErrorCode;
  /** A limit that the refusal named. */
  readonly limit: number | undefined;
  /** The server's words, for matching only. */
  readonly text: string;
};
export type ChatAnswer =
  | (Completion & {
      readonly isAccepted: true;
      /** From sending to its end, in milliseconds: waiting for a turn does not count. */
      readonly tookMs: number;
    })
  | ChatRefusal;
export type StreamAnswer = (ReadStream & { readonly isAccepted: true }) | ChatRefusal;

export type AskOptions = {
  readonly destination: Destination;
  /** Where chat requests wait for their turn among all others with the key. */
  readonly line: RequestLine;
  /** Least time between two chat requests, in milliseconds. */
  readonly spacingMs: number;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** All examinations together take turns with people as one of them. */
const DOCTOR: Asker = { id: 'doctor' };

/** Reads an answer that was sent for at a time. */
type Reader<Answer> = (response: Response, sentAt: number) => Promise<Answer>;

const MAX_INFO_BYTES = 4 * 1024 * 1024;
const INFO_TIMEOUT_MS = 5_000;
/** A model that is being loaded into memory takes a minute or two. */
const CHAT_TIMEOUT_MS = 120_000;
const STATUS_OF_DISGUISED = 502;

/** Asks one server, one request after the other, no faster than it allows. */
export class Ask {
  readonly #options: AskOptions;
  #nextAt = Number.NEGATIVE_INFINITY;
  /** Chat requests sent so far. */
  requests = 0;
  /** Tokens that the server said it counted. */
  tokens = 0;
  /** Names of the fields of requests that were answered. */
  readonly acceptedFields = new Set<string>();
  /** Headers of all answers whose names say something about limits of rates. */
  readonly rateHeaders = new Map<string, string>();

  constructor(options: AskOptions) {
    this.#options = options;
  }

  /** @throws AppError as `fetchUpstream` does; `upstream-timeout` after 5 s. */
  async info(path: string, { root = false } = {}): Promise<InfoAnswer> {
    return this.#within(INFO_TIMEOUT_MS, async (signal) => {
      const request = { path, root, accept: 'application/json', signal };
      const response = await fetchUpstream(this.#options.destination, request);
      const text = await readCappedText(response, MAX_INFO_BYTES);
      return { status: response.status, json: parseJson(text), refusal: readRefusalText(text) };
    });
  }

  /**
   * Finds out how the server speaks, and reads what it tells of its models, as the app does.
   *
   * @param configured - Spares the looking.
   * @throws AppError as `readModelList` does; `upstream-timeout` after 5 s.
   */
  facts(
    configured?: DialectName,
  ): Promise<{ dialect: DialectName; models: readonly ListedModel[] }> {
    const { destination } = this.#options;
    return this.#within(INFO_TIMEOUT_MS, async (signal) => {
      const hosted = configured ?? detectHosted(destination.baseUrl)?.dialect;
      const dialect = hosted ?? (await detectServer(destination, signal))?.dialect ?? 'generic';
      const { models } = await readModelList(destination, DIALECTS[dialect], signal);
      return { dialect, models };
    });
  }

  /** @throws AppError when it could not be sent, `upstream-rate` when it was one too many. */
  chat(body: object): Promise<ChatAnswer> {
    return this.#send({ ...body, stream: false }, async (response, sentAt) => {
      const json = parseJson(await readCappedText(response, MAX_INFO_BYTES));
      const disguised = readDisguised(json);
      if (disguised) return this.#refusal(STATUS_OF_DISGUISED, disguised, response.headers);
      const completion = readCompletion(json);
      this.tokens += completion.promptTokens ?? 0;
      this.tokens += completion.answerTokens ?? 0;
      return { isAccepted: true, tookMs: this.#options.now() - sentAt, ...completion };
    });
  }

  /**
   * Asks for a streamed answer.
   *
   * @param options.stopAfter - Closes the connection after so many frames.
   * @param options.timeoutMs - What the whole answer may take.
   * @throws AppError as `chat` does.
   */
  stream(
    body: object,
    { stopAfter = Number.POSITIVE_INFINITY, timeoutMs = CHAT_TIMEOUT_MS } = {},
  ): Promise<StreamAnswer> {
    const { now } = this.#options;
    const read: Reader<StreamAnswer> = async (response, sentAt) => {
      const streamed = await readStream(response, () => now() - sentAt, stopAfter);
      this.tokens += (streamed.promptTokens ?? 0) + (streamed.answerTokens ?? 0);
      return { isAccepted: true, ...streamed };
    };
    return this.#send({ ...body, stream: true }, read, timeoutMs);
  }

  async #send<Answer extends { readonly isAccepted: boolean }>(
    body: object,
    read: Reader<Answer>,
    timeoutMs = CHAT_TIMEOUT_MS,
  ): Promise<Answer | ChatRefusal> {
    await this.#waitForTurn();
    this.requests += 1;
    const sentAt = this.#options.now();
    return this.#within(timeoutMs, async (signal) => {
      const { destination, pause } = this.#options;
      const begun = await fetchUpstream(destination, {
        path: '/chat/completions',
        accept: 'stream' in body && body.stream === true ? 'text/event-stream' : 'application/json',
        body: JSON.stringify(body),
        signal,
      });
      this.#noteHeaders(begun.headers);
      const response = await followPending(begun, { destination, pause, signal });
      if (response.status === 200) {
        this.#options.line.accepted();
        const answer = await read(response, sentAt);
        if (answer.isAccepted) Object.keys(body).map((field) => this.acceptedFields.add(field));
        return answer;
      }
      const refusal = readRefusalText(await readCappedText(response, MAX_INFO_BYTES));
      return this.#refusal(response.status, refusal, response.headers);
    });
  }

  async #waitForTurn(): Promise<void> {
    const { line, now, pause, spacingMs, signal } = this.#options;
    const waitMs = this.#nextAt - now();
    if (waitMs > 0) await pause(waitMs, signal);
    await line.enter(DOCTOR, signal);
    this.#nextAt = now() + spacingMs;
  }

  #noteHeaders(headers: Headers): void {
    for (const [name, value] of headers) {
      if (/rate-?limit/i.test(name)) this.rateHeaders.set(name, value);
    }
  }

  async #refusal(status: number, refusal: Refusal, headers: Headers): Promise<ChatRefusal> {
    const connection = this.#options.destination.label;
    const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), Date.now());
    const error = errorFromUpstream(
      { status: refusal.status ?? status, refusal, retryAfterSeconds },
      { connection, dialect: DIALECTS.generic },
    );
    if (error.code === 'upstream-rate') {
      await this.#options.line.refused(retryAfterSeconds);
      throw error;
    }
    const { limit } = error.details;
    return {
      isAccepted: false,
      status,
      code: error.code,
      limit: typeof limit === 'number' ? limit : undefined,
      text: refusal.text,
    };
  }

  async #within<Result>(
    timeoutMs: number,
    act: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { signal: outer, destination } = this.#options;
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      return await act(AbortSignal.any([outer, limit]));
    } catch (cause) {
      if (outer.aborted || !limit.aborted) throw cause;
      throw new AppError('upstream-timeout', { connection: destination.label }, { cause });
    }
  }
}

/** LM Studio answers 200 with an error in it. */
function readDisguised(json: unknown): Refusal | null {
  const isError = typeof json === 'object' && json !== null && 'error' in json && json.error;
  return isError ? readRefusal(json) : null;
}
