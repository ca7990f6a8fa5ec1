import 'server-only';
import * as z from 'zod';
import type { ImportedConversation } from '@/lib/domain/transfer/imported-conversation';
import type { ImportFormat } from '@/lib/protocol/import';
import { readChatGpt } from './read-chatgpt';
import { readOpenWebUi } from './read-open-webui';
import { readTenlens } from './read-tenlens';

/** Reads one conversation of a format; throws ZodError when it is none. */
export const READERS: Readonly<Record<ImportFormat, (value: unknown) => ImportedConversation>> = {
  tenlens: readTenlens,
  chatgpt: readChatGpt,
  'open-webui': readOpenWebUi,
};

const object = z.record(z.string(), z.unknown());
const titled = z.object({ title: z.string() });

/** Tells the format by what an item has; `null` when it is of none that is known. */
export function detectFormat(item: unknown): ImportFormat | null {
  const parsed = object.safeParse(item);
  if (!parsed.success) return null;
  if ('mapping' in parsed.data) return 'chatgpt';
  if (object.safeParse(parsed.data.chat).success) return 'open-webui';
  return 'messages' in parsed.data && 'headId' in parsed.data ? 'tenlens' : null;
}

/** What an item that cannot be read may be called in a report. */
export function titleOf(item: unknown): string {
  const parsed = titled.safeParse(item);
  return parsed.success ? parsed.data.title : '';
}
