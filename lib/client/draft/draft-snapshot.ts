import 'client-only';
import type { AppError } from '@/lib/domain/errors/app-error';
import type { DraftAttachment } from './draft-attachment';

/** A file that is not in the draft, and why. */
export type Refusal = { readonly key: string; readonly name: string; readonly error: AppError };

/** What a draft holds at one moment. Never modified: a change makes a new one. */
export type DraftSnapshot = {
  readonly text: string;
  /** In the order chosen, which is the order the model is told. */
  readonly attachments: readonly DraftAttachment[];
  readonly refusals: readonly Refusal[];
};

export const EMPTY_DRAFT: DraftSnapshot = { text: '', attachments: [], refusals: [] };
