import * as z from 'zod/mini';
import type { NewPreset } from '@/lib/domain/preset/preset';
import { MAX_PRESETS, newPresetSchema } from './presets';

const FORMAT = 'tenlens-presets';
const VERSION = 1;
/** Largest file that is read, in bytes: the presets that one person may have, with schemas of their own. */
export const MAX_PRESET_FILE_BYTES = 8 * 1024 * 1024;

const headSchema = z.object({ format: z.literal(FORMAT), version: z.int() });
const presetsSchema = z.object({ presets: z.array(z.unknown()).check(z.maxLength(MAX_PRESETS)) });
const nameSchema = z.object({ name: z.string() });

/** What is wrong with a file of presets. */
export type PresetFileProblem =
  | { readonly type: 'not-json' }
  /** JSON of something else. */
  | { readonly type: 'no-presets' }
  /** Written by a later version of Tenlens. */
  | { readonly type: 'newer' }
  | {
      readonly type: 'invalid';
      /** Its name, or its place from 1. */
      readonly preset: string;
      /** The setting in it, such as `settings.generation.temperature`. */
      readonly path: string;
    };

export type PresetFile =
  | { readonly presets: readonly NewPreset[]; readonly problem: null }
  | { readonly presets: null; readonly problem: PresetFileProblem };

const wrong = (problem: PresetFileProblem): PresetFile => ({ presets: null, problem });

/** A file of presets, for people too: indented JSON. */
export function writePresetFile(presets: readonly NewPreset[]): string {
  const named = presets.map(({ name, settings }) => ({ name, settings }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, presets: named }, null, 2)}\n`;
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The caller says that it is no JSON.
    return null;
  }
}

function readPresets(items: readonly unknown[]): PresetFile {
  const presets: NewPreset[] = [];
  for (const [index, item] of items.entries()) {
    const { data, error } = newPresetSchema.safeParse(item);
    if (!data) {
      const preset = nameSchema.safeParse(item).data?.name.trim() || `${index + 1}`;
      return wrong({ type: 'invalid', preset, path: error.issues[0]?.path.join('.') ?? '' });
    }
    presets.push(data);
  }
  return { presets, problem: null };
}

/** Reads a file of presets, or says what is wrong with it first. */
export function readPresetFile(text: string): PresetFile {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (!json) return wrong({ type: 'not-json' });
  const head = headSchema.safeParse(json.value).data;
  if (!head) return wrong({ type: 'no-presets' });
  if (head.version > VERSION) return wrong({ type: 'newer' });
  const file = presetsSchema.safeParse(json.value).data;
  return file ? readPresets(file.presets) : wrong({ type: 'no-presets' });
}
