import 'server-only';
import type { ProfileChange } from '@/lib/domain/connection/connection-profile';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import { type FittedImages, fitImages, imagePartsOf, type RequestLimits } from './fit-images';
import { createTextLikeJudge } from './judge-images';
import {
  isSizeRefusal,
  type LoweredLimits,
  lowerLimits,
  refusedCount,
  withLowered,
} from './learnt-limits';
import type { Provider, ProviderEvent, ProviderRequest, WrittenBody } from './provider';

/** How often pictures are squeezed further within one send. */
const MAX_SQUEEZES = 3;

export type SqueezingOptions = {
  /** Words for the connection, named in errors. */
  readonly connection: string;
  /** What the connection takes, as far as it is known by now. */
  readonly limits: () => Promise<RequestLimits>;
  /** Remembers limits that a refusal taught. */
  readonly learn: (change: ProfileChange) => Promise<void>;
};

type ErrorEvent = Extract<ProviderEvent, { type: 'error' }>;

class SqueezingProvider implements Provider {
  readonly #inner: Provider;
  readonly #options: SqueezingOptions;
  readonly #judge = createTextLikeJudge();

  constructor(inner: Provider, options: SqueezingOptions) {
    this.#inner = inner;
    this.#options = options;
  }

  listModels(signal: AbortSignal): Promise<readonly ModelDescriptor[]> {
    return this.#inner.listModels(signal);
  }

  async writeBody(request: ProviderRequest): Promise<WrittenBody> {
    if (imagePartsOf(request.prompt).length === 0) return this.#inner.writeBody(request);
    const limits = await this.#options.limits();
    const { loadImage, squeezed } = await fitImages(request, limits, this.#judge);
    const written = await this.#inner.writeBody({ ...request, loadImage });
    if (squeezed === 0) return written;
    const repair = { type: 'images-squeezed', count: squeezed } as const;
    return { ...written, repairs: [repair, ...written.repairs] };
  }

  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<ProviderEvent> {
    const hasImages = imagePartsOf(request.prompt).length > 0;
    return hasImages ? this.#streamSafely(request, signal) : this.#inner.stream(request, signal);
  }

  async *#streamSafely(
    request: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ProviderEvent> {
    try {
      yield* this.#streamImages(request, signal);
    } catch (cause) {
      if (!signal.aborted) yield { type: 'error', error: this.#nameFailure(cause) };
    }
  }

  async *#streamImages(
    request: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ProviderEvent> {
    // This send's alone: a refused size says nothing of other sends before a smaller one has worked.
    let lowered: LoweredLimits = {};
    let first: FittedImages | undefined;
    for (let squeezes = 0; ; squeezes += 1) {
      const limits = withLowered(await this.#options.limits(), lowered);
      const images = await fitImages(request, limits, this.#judge, first);
      first ??= images;
      if (signal.aborted) return;
      const answer = this.#inner.stream({ ...request, loadImage: images.loadImage }, signal);
      const refusal = yield* this.#follow(answer, images.squeezed, lowered);
      if (!refusal) return;
      const smaller = isSizeRefusal(refusal.error) ? lowerLimits(images) : null;
      if (!smaller || squeezes === MAX_SQUEEZES) {
        await this.#learnCount(refusal.error, request, images);
        return yield refusal;
      }
      lowered = { ...lowered, ...smaller };
    }
  }

  /**
   * Passes an answer on; a failure before it is held back and returned. Before its first word it is told how many
   * pictures are smaller, and what worked is remembered.
   */
  async *#follow(
    answer: AsyncIterable<ProviderEvent>,
    squeezed: number,
    lowered: LoweredLimits,
  ): AsyncGenerator<ProviderEvent, ErrorEvent | undefined, undefined> {
    let hasAnswered = false;
    for await (const event of answer) {
      if (event.type === 'error' && !hasAnswered) return event;
      if (!hasAnswered && event.type !== 'repair') {
        hasAnswered = true;
        await this.#keep(lowered);
        if (squeezed > 0) {
          yield { type: 'repair', repair: { type: 'images-squeezed', count: squeezed } };
        }
      }
      yield event;
    }
    return undefined;
  }

  /** Loading knows no connections; what is told of it does. */
  #nameFailure(cause: unknown): AppError {
    if (!(cause instanceof AppError)) return new AppError('internal', {}, { cause });
    const { connection } = this.#options;
    return new AppError(cause.code, { connection, ...cause.details }, { cause });
  }

  /** Another send may have learnt a smaller limit meanwhile: that one stays. */
  async #keep(lowered: LoweredLimits): Promise<void> {
    if (Object.keys(lowered).length === 0) return;
    const known = await this.#options.limits();
    const { imageCharacters, imagesCharacters } = withLowered(known, lowered);
    const isSmaller =
      imageCharacters !== known.imageCharacters || imagesCharacters !== known.imagesCharacters;
    if (isSmaller) await this.#options.learn(lowered);
  }

  async #learnCount(
    error: AppError,
    { model }: ProviderRequest,
    { count }: FittedImages,
  ): Promise<void> {
    const most = refusedCount(error, count);
    if (most === null) return;
    await this.#options.learn({ maxImagesByModel: { [model.upstreamModel]: most } });
  }
}

/**
 * Makes a provider's pictures fit: each by itself, all together and with the texts. Where a server refuses a
 * request for its size before a word came, its pictures are squeezed further and it is asked again; the
 * limit that worked is remembered.
 */
export function createSqueezingProvider(inner: Provider, options: SqueezingOptions): Provider {
  return new SqueezingProvider(inner, options);
}
