import { MAX_TEXT_CHARACTERS } from '@/lib/protocol/message-limits';
import type { DraftSnapshot } from './draft-snapshot';

/** Why a draft cannot be sent now. */
export type SendBlocker = 'too-many' | 'too-long' | 'failed' | 'preparing' | 'uploading' | 'empty';

/**
 * What stands in the way of sending, the first thing to be dealt with; `null` for nothing. Pictures
 * without text are fine.
 *
 * @param maxImages - Most pictures one message may carry to the chosen model.
 */
export function sendBlocker(
  { text, attachments }: DraftSnapshot,
  maxImages: number,
): SendBlocker | null {
  const has = (status: string) => attachments.some(({ state }) => state.status === status);
  if (attachments.length > maxImages) return 'too-many';
  if (text.length > MAX_TEXT_CHARACTERS) return 'too-long';
  if (has('failed')) return 'failed';
  if (has('preparing')) return 'preparing';
  if (has('uploading')) return 'uploading';
  return text.trim() === '' && attachments.length === 0 ? 'empty' : null;
}
