import 'client-only';
import { useMemo, useState } from 'react';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { PresetId } from '@/lib/domain/ids';
import type { NewPreset, Preset } from '@/lib/domain/preset/preset';
import { addPreset, deletePreset, fetchPresets, replacePreset } from '../api/presets';
import { useLoaded } from '../context-panel/use-loaded';

const NONE: readonly Preset[] = [];
const byName = new Intl.Collator(undefined, { numeric: true }).compare;

/** The person's presets, and what can be done with them; each act tells whether it worked. */
export function usePresets() {
  const { value, error: loadError, isLoading, reload } = useLoaded(fetchPresets);
  const [error, setError] = useState<AppError | null>(null);
  const presets = useMemo(
    () => (value ?? NONE).toSorted((one, other) => byName(one.name, other.name)),
    [value],
  );
  const attempt = async <Result>(act: () => Promise<Result>): Promise<Result | null> => {
    setError(null);
    try {
      return await act();
    } catch (cause) {
      setError(toAppError(cause));
      return null;
    } finally {
      // Also after a failure: another tab may have been the reason for it.
      reload();
    }
  };
  return {
    presets,
    loadError,
    isLoading,
    reload,
    /** Why the last act did not work. */
    error,
    add: async (preset: NewPreset) => (await attempt(() => addPreset(preset, 'refuse'))) !== null,
    replace: async (id: PresetId, preset: NewPreset) =>
      (await attempt(() => replacePreset(id, preset))) !== null,
    remove: async (id: PresetId) =>
      (await attempt(async () => {
        await deletePreset(id);
        return true;
      })) !== null,
    /** Adds all of them, each under a name of its own; returns what they are called now. */
    addAll: (all: readonly NewPreset[]) =>
      attempt(async () => {
        const names: string[] = [];
        // One after the other: their names may depend on each other.
        for (const preset of all) names.push((await addPreset(preset, 'number')).name);
        return names;
      }),
  };
}

export type Presets = ReturnType<typeof usePresets>;
