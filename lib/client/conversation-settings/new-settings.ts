import 'client-only';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { conversationSettingsSchema } from '@/lib/protocol/conversation-settings';

const KEY = 'tenlens.new-settings';

/** Of a new temporary chat, which leaves nothing behind. */
let temporary: ConversationSettings | null = null;

function readKept(): ConversationSettings | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null
      ? null
      : (conversationSettingsSchema.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    // Storage can be switched off in a browser, or hold what is no JSON: nothing was chosen then.
    return null;
  }
}

function keep(settings: ConversationSettings | null): void {
  try {
    if (settings) localStorage.setItem(KEY, JSON.stringify(settings));
    else localStorage.removeItem(KEY);
  } catch {
    // As above: the choice lives as long as the page.
  }
}

/** What was chosen for the next new conversation, beside its draft; `null` for nothing. */
export function readNewSettings(isTemporary: boolean): ConversationSettings | null {
  if (isTemporary) return temporary;
  return typeof window === 'undefined' ? null : readKept();
}

/** @param settings - `null` once they belong to a conversation. */
export function keepNewSettings(isTemporary: boolean, settings: ConversationSettings | null): void {
  if (isTemporary) temporary = settings;
  else keep(settings);
}

/** A new chat becomes a temporary one, or the other way round: what was chosen goes along. */
export function carryNewSettings(isTemporary: boolean): void {
  const chosen = readNewSettings(!isTemporary);
  if (!chosen || readNewSettings(isTemporary)) return;
  keepNewSettings(isTemporary, chosen);
  keepNewSettings(!isTemporary, null);
}

/** Nothing chosen for a conversation to come stays in this browser. */
export function forgetNewSettings(): void {
  keepNewSettings(true, null);
  keepNewSettings(false, null);
}
