'use client';

import { useTranslations } from 'next-intl';
import type { Presets } from '@/lib/client/presets/use-presets';
import type { Preset } from '@/lib/domain/preset/preset';
import { PresetsState } from './presets-state';

type PresetChoiceProps = {
  presets: Pick<Presets, 'presets' | 'isLoading' | 'loadError' | 'reload'>;
  /** The one that settings are exactly as; `null` where there is none. */
  current: Preset | null;
  onChoose: (preset: Preset) => void;
};

/** The presets there are, to choose one; and whether they are known. */
export function PresetChoice({ presets, current, onChoose }: PresetChoiceProps) {
  const t = useTranslations('presets');
  const all = presets.presets;
  const isKnown = !presets.isLoading && !presets.loadError;
  return (
    <>
      <PresetsState presets={presets} />
      {isKnown && all.length === 0 && <p className="text-sm text-text-muted">{t('none')}</p>}
      {all.length > 0 && (
        <select
          aria-label={t('choose')}
          value={current?.id ?? ''}
          onChange={(event) => {
            const chosen = all.find(({ id }) => id === event.target.value);
            if (chosen) onChoose(chosen);
          }}
          className="min-h-10 w-full cursor-pointer rounded-control border border-border-strong bg-raised px-2 text-base sm:text-sm"
        >
          {!current && <option value="">{t('own')}</option>}
          {all.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
