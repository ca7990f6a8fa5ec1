'use client';

import { EyeOff, Pin } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { SettingsWriter } from '@/lib/client/context-panel/settings-writer';
import { excludeImage, pinImage, setImageDetail } from '@/lib/domain/conversation/choose-images';
import { IMAGE_DETAILS } from '@/lib/domain/image/image-detail';
import type { PreviewImage } from '@/lib/protocol/prompt-preview';

const DETAILS = { low: 'detailLow', normal: 'detailNormal', full: 'detailFull' } as const;
const PRESSED = 'aria-pressed:bg-accent-soft aria-pressed:text-accent-ink';

type ImageControlsProps = { image: PreviewImage; onChange: SettingsWriter['change'] };

/** What a person decides about one picture: at which detail it is sent, always, or never. */
export function ImageControls({ image, onChange }: ImageControlsProps) {
  const t = useTranslations('contextPanel');
  const { attachment, number, detail, isPinned, state } = image;
  const { id, name } = attachment;
  const isExcluded = state === 'excluded';
  return (
    <div className="flex items-center gap-1">
      <select
        aria-label={t('detail', { number, name })}
        value={detail}
        onChange={(event) => {
          const chosen = IMAGE_DETAILS.find((each) => each === event.target.value);
          if (chosen) void onChange((settings) => setImageDetail(settings, id, chosen));
        }}
        className="min-h-9 min-w-0 flex-1 rounded-control border border-border-strong bg-background px-2 text-base pointer-coarse:min-h-11 sm:text-sm"
      >
        {IMAGE_DETAILS.map((each) => (
          <option key={each} value={each}>
            {t(DETAILS[each])}
          </option>
        ))}
      </select>
      <IconButton
        icon={Pin}
        label={t('pin', { number, name })}
        aria-pressed={isPinned}
        onClick={() => void onChange((settings) => pinImage(settings, id, !isPinned))}
        className={PRESSED}
      />
      <IconButton
        icon={EyeOff}
        label={t('exclude', { number, name })}
        aria-pressed={isExcluded}
        onClick={() => void onChange((settings) => excludeImage(settings, id, !isExcluded))}
        className={PRESSED}
      />
    </div>
  );
}
