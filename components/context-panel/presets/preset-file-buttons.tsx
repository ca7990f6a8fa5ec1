'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { savePresets } from '@/lib/client/presets/save-presets';
import type { Presets } from '@/lib/client/presets/use-presets';
import {
  MAX_PRESET_FILE_BYTES,
  type PresetFileProblem,
  readPresetFile,
} from '@/lib/protocol/preset-file';

const MEGABYTE = 1024 * 1024;

function useProblemText() {
  const t = useTranslations('presets');
  return (problem: PresetFileProblem): string => {
    switch (problem.type) {
      case 'not-json':
        return t('fileNotJson');
      case 'no-presets':
        return t('fileNoPresets');
      case 'newer':
        return t('fileNewer');
      case 'invalid':
        return t('fileInvalid', { preset: problem.preset, path: problem.path });
    }
  };
}

type Outcome = { readonly isProblem: boolean; readonly text: string };

/** Takes presets in from a file; says what is wrong with one, and then takes none. */
function useImport({ addAll }: Presets) {
  const t = useTranslations('presets');
  const format = useFormatter();
  const problemText = useProblemText();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const read = async (file: File): Promise<Outcome | null> => {
    if (file.size > MAX_PRESET_FILE_BYTES) {
      const size = MAX_PRESET_FILE_BYTES / MEGABYTE;
      return { isProblem: true, text: t('fileTooLarge', { size }) };
    }
    const { presets, problem } = readPresetFile(await file.text());
    if (problem) return { isProblem: true, text: problemText(problem) };
    const names = await addAll(presets);
    if (!names) return null;
    const text = t('imported', { count: names.length, names: format.list(names) });
    return { isProblem: false, text };
  };
  return {
    outcome,
    take: async (file: File) => {
      setOutcome(null);
      setOutcome(await read(file));
    },
  };
}

/** Gives all presets away as a file, and takes others in. */
export function PresetFileButtons({ presets }: { presets: Presets }) {
  const t = useTranslations('presets');
  const input = useRef<HTMLInputElement>(null);
  const { outcome, take } = useImport(presets);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = '';
    if (file) void take(file);
  };
  return (
    <div className="flex flex-col gap-2 border-border border-t pt-4">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => input.current?.click()}>{t('import')}</Button>
        <Button
          disabled={presets.presets.length === 0}
          onClick={() => savePresets(presets.presets)}
        >
          {t('exportAll')}
        </Button>
      </div>
      <input ref={input} type="file" hidden accept=".json,application/json" onChange={choose} />
      {outcome && (
        <p
          role={outcome.isProblem ? 'alert' : 'status'}
          className={`text-sm [overflow-wrap:anywhere] ${outcome.isProblem ? 'text-danger-ink' : 'text-ok-ink'}`}
        >
          {outcome.text}
        </p>
      )}
    </div>
  );
}
