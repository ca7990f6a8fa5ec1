import 'client-only';
import type { Attachment } from '@/lib/domain/attachment';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { PixelSize } from '@/lib/domain/image/fit-within';
import type { PreparedImage } from '../image/prepared-image';

/** How far a picture of a draft got. `progress` goes from 0 to 1. */
export type DraftAttachmentState =
  | { readonly status: 'preparing' }
  | { readonly status: 'uploading'; readonly progress: number }
  | { readonly status: 'ready'; readonly attachment: Attachment }
  | { readonly status: 'failed'; readonly error: AppError };

/** One picture of a draft. */
export type DraftAttachment = {
  /** Unique; stays while the picture moves, and while it is kept. */
  readonly key: string;
  /** File name as text for people. */
  readonly name: string;
  readonly state: DraftAttachmentState;
  /** `null` for a picture that was stored before this draft. */
  readonly file: File | null;
  /** Kept until the draft is sent, so that it can be uploaded again. */
  readonly prepared: PreparedImage | null;
  /** Address of what is shown; `null` until there is something safe to show. */
  readonly previewUrl: string | null;
};

/** Pixels of the picture as the model gets it; `null` while that is not known. */
export function pixelSizeOf({ state, prepared }: DraftAttachment): PixelSize | null {
  return state.status === 'ready' ? state.attachment : prepared;
}
