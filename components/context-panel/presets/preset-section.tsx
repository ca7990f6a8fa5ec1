'use client';

import { useTranslations } from 'next-intl';
import { Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ConversationSettingsInView } from '@/lib/client/conversation-settings/use-conversation-settings';
import { findPreset } from '@/lib/client/presets/find-preset';
import { usePresets } from '@/lib/client/presets/use-presets';
import { lazyPart } from '@/lib/client/version/lazy-part';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { applyPreset, type Preset, presetSettingsOf } from '@/lib/domain/preset/preset';
import { PanelSection } from '../panel-section';
import { PresetChoice } from './preset-choice';

const PresetsDialog = lazyPart(() => import('./presets-dialog'));

type Own = Pick<ConversationSettingsInView, 'settings' | 'change'>;

/** Uses a preset, and what was there before once more. */
function useApplied({ settings, change }: Own) {
  const [applied, setApplied] = useState<{ name: string; before: ConversationSettings } | null>(
    null,
  );
  return {
    applied,
    apply(preset: Preset) {
      setApplied({ name: preset.name, before: settings });
      void change((before) => applyPreset(before, preset.settings));
    },
    undo() {
      if (applied) void change((now) => applyPreset(now, presetSettingsOf(applied.before)));
      setApplied(null);
    },
  };
}

/** Settings under a name, for this conversation. */
export function PresetSection({ own }: { own: Own }) {
  const t = useTranslations('presets');
  const presets = usePresets();
  const { applied, apply, undo } = useApplied(own);
  const [isOpen, setOpen] = useState(false);
  const current = findPreset(presets.presets, own.settings);
  return (
    <PanelSection title={t('title')}>
      <PresetChoice presets={presets} current={current} onChoose={apply} />
      <div role="status" className="empty:hidden">
        {applied && (
          <p className="flex items-center justify-between gap-2 text-sm [overflow-wrap:anywhere]">
            {t('used', { name: applied.name })}
            <Button variant="quiet" onClick={undo}>
              {t('undo')}
            </Button>
          </p>
        )}
      </div>
      <Button className="self-start" onClick={() => setOpen(true)}>
        {t('manage')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <PresetsDialog
            presets={presets}
            settings={own.settings}
            onUse={apply}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </PanelSection>
  );
}
