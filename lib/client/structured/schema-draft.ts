import 'client-only';
import * as z from 'zod/mini';

const schemaDraftSchema = z.object({ name: z.string(), text: z.string() });

/** A schema as it is being typed, whether or not it is one yet. */
export type SchemaDraft = z.infer<typeof schemaDraftSchema>;

const keyOf = (place: string) => `tenlens.schema-draft.${place}`;

/**
 * What was typed and is not in use yet: kept as long as the tab lives, over a reload too.
 *
 * @param place - The conversation, or `new`.
 */
export function readSchemaDraft(place: string): SchemaDraft | null {
  try {
    const kept = sessionStorage.getItem(keyOf(place));
    return kept === null ? null : (schemaDraftSchema.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    // Storage can be switched off in a browser: then nothing was kept.
    return null;
  }
}

/** @param draft - `null` once it is in use. */
export function keepSchemaDraft(place: string, draft: SchemaDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(place), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(place));
  } catch {
    // As above: it lives as long as the editor.
  }
}
