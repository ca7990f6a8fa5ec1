import 'server-only';
import type { Attachment, StoredMediaType } from '@/lib/domain/attachment';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { Repair } from '@/lib/domain/generation/repair';
import type { AnswerNote, FinishReason, Usage } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { Prompt, PromptToolCall } from '@/lib/domain/prompt/prompt';
import type { Asker } from '../rate/request-line';

/**
 * What an upstream's answer is made of. Every stream ends in exactly one `finish` or `error`, also
 * when the upstream is cut, empty or malformed; after it nothing more comes.
 */
export type ProviderEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  /** A tool the model wants called; complete, after all text. */
  | { readonly type: 'tool-call'; readonly call: PromptToolCall }
  /** Something was done differently from what was asked. */
  | { readonly type: 'repair'; readonly repair: Repair }
  /** A frame that could not be read was skipped; the rest goes on. */
  | { readonly type: 'damaged' }
  | {
      readonly type: 'finish';
      readonly finishReason: FinishReason;
      readonly usage?: Usage | undefined;
      readonly note?: AnswerNote | undefined;
    }
  | { readonly type: 'error'; readonly error: AppError; readonly usage?: Usage | undefined };

/** Bytes of a picture as this connection may be sent them. */
export type ImageBytes = {
  readonly mediaType: StoredMediaType;
  readonly data: Uint8Array;
  /** What stands in the request instead of the bytes, where the server has them already. */
  readonly reference?: string | undefined;
};

/** How a picture is wanted. */
export type ImageLimit = {
  /** Largest picture the connection takes; `null` where none is known. */
  readonly base64Characters: number | null;
  /** Longest edge in pixels that a prompt sends it at; the stored one where nothing is said. */
  readonly longestEdge?: number | undefined;
};

/** Loads a picture's bytes, squeezed to a limit when they are over it. The same input gives the same bytes. */
export type LoadImage = (attachment: Attachment, limit: ImageLimit) => Promise<ImageBytes>;

export type ProviderRequest = {
  readonly model: ModelDescriptor;
  readonly prompt: Prompt;
  readonly loadImage: LoadImage;
  /** Who waits in the key's line for each request that the answer takes; without one, those of nobody do. */
  readonly asker?: Asker | undefined;
};

/** A request's body as it would be sent first, with what is done differently in it from what was asked. */
export type WrittenBody = {
  /** JSON, pictures in it. */
  readonly body: string;
  readonly repairs: readonly Repair[];
};

/** A configured upstream. Adapters stand behind this; nobody outside `context` names one. */
export interface Provider {
  /**
   * Asks for one answer. Never throws: failures arrive as an `error` event.
   *
   * @param signal - Aborting it closes the upstream connection at once; the stream then just ends.
   */
  stream(request: ProviderRequest, signal: AbortSignal): AsyncIterable<ProviderEvent>;
  /**
   * The body that `stream` would send first, by what is known of the server now. Nobody is asked.
   *
   * @throws AppError as `loadImage` does.
   */
  writeBody(request: ProviderRequest): Promise<WrittenBody>;
  /**
   * The models it offers now.
   *
   * @throws AppError when the upstream cannot be asked.
   */
  listModels(signal: AbortSignal): Promise<readonly ModelDescriptor[]>;
}
