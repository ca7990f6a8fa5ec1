import * as z from 'zod/mini';
import { storableText } from '@/lib/domain/storable-text';

/** As much as is kept of any result. */
export const MAX_REPLY_CHARACTERS = 65_536;

/** What a tool with a fixed reply says, or a person in the place of a tool. */
export const toolReplySchema = z
  .string()
  .check(z.overwrite(storableText), z.maxLength(MAX_REPLY_CHARACTERS));
