import 'client-only';
import * as z from 'zod/mini';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { isTemporaryId } from '@/lib/domain/temporary-id';

const keptDraftSchema = z.object({
  name: z.string(),
  text: z.string(),
  /** Whether another form was chosen since it was typed. */
  isAside: z.optional(z.boolean()),
});
type KeptDraft = z.infer<typeof keptDraftSchema>;

/** A schema as it is being typed, whether or not it is one yet. */
export type SchemaDraft = Pick<KeptDraft, 'name' | 'text'>;

const PREFIX = 'tenlens.schema-draft.';
/** Begins the places of temporary chats, which leave nothing in the browser. */
const TEMPORARY = 'temporary:';

const inPage = new Map<string, KeptDraft | null>();

/** Where what is typed for the answers of a conversation is kept. */
export function schemaPlaceOf(conversationId: string | null, isTemporary: boolean): string {
  const place = conversationId ?? 'new';
  return isTemporary ? TEMPORARY + place : place;
}

/** A form as it would have been typed; `null` for one without a schema. */
export function schemaDraftOf(format: ResponseFormat | undefined): SchemaDraft | null {
  if (format?.type !== 'json-schema') return null;
  return { name: format.name, text: JSON.stringify(format.schema, null, 2) };
}

/**
 * What was typed and is not in use yet: kept as long as the tab lives, over a reload too, or as long as the
 * page lives for a temporary chat.
 *
 * @param place - See `schemaPlaceOf`.
 */
export function readSchemaDraft(place: string): KeptDraft | null {
  const known = inPage.get(place);
  if (known !== undefined || place.startsWith(TEMPORARY)) return known ?? null;
  try {
    const kept = sessionStorage.getItem(PREFIX + place);
    return kept === null ? null : (keptDraftSchema.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    // Storage can be switched off in a browser: then nothing was kept.
    return null;
  }
}

/** @param draft - `null` once it is in use. */
export function keepSchemaDraft(place: string, draft: KeptDraft | null): void {
  inPage.set(place, draft);
  if (place.startsWith(TEMPORARY)) return;
  try {
    if (draft) sessionStorage.setItem(PREFIX + place, JSON.stringify(draft));
    else sessionStorage.removeItem(PREFIX + place);
  } catch {
    // As above: it lives as long as the page.
  }
}

/**
 * What was typed and still holds: a schema in use that was chosen since, such as by a preset, holds against one
 * put aside before.
 *
 * @param hasFailed - Whether the last choice could not be stored.
 */
export function schemaInHand(
  place: string,
  used: ResponseFormat | undefined,
  hasFailed: boolean,
): KeptDraft | null {
  const kept = readSchemaDraft(place);
  return kept?.isAside && used?.type === 'json-schema' && !hasFailed ? null : kept;
}

/** Another form is chosen: what was typed, or is in use, is there again when a schema is chosen next. */
export function putSchemaAside(...[place, used, hasFailed]: Parameters<typeof schemaInHand>): void {
  const draft = schemaInHand(place, used, hasFailed) ?? schemaDraftOf(used);
  if (draft) keepSchemaDraft(place, { ...draft, isAside: true });
}

/** A new conversation got its id: what is typed goes along. */
export function moveNewSchemaDraftTo(id: string): void {
  const isTemporary = isTemporaryId(id);
  const before = schemaPlaceOf(null, isTemporary);
  const draft = readSchemaDraft(before);
  if (!draft) return;
  keepSchemaDraft(before, null);
  keepSchemaDraft(schemaPlaceOf(id, isTemporary), draft);
}

/** A conversation was deleted. */
export function forgetSchemaDraft(id: string): void {
  keepSchemaDraft(schemaPlaceOf(id, isTemporaryId(id)), null);
}

/** The person signs out or deletes everything: nothing that was typed stays in this tab. */
export function forgetAllSchemaDrafts(): void {
  inPage.clear();
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // As above: nothing is there.
  }
}
