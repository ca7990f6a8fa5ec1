'use client';

import { EyeOff, Pin } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { excludeImage, pinImage } from '@/lib/domain/conversation/choose-images';
import type { PreviewImage } from '@/lib/protocol/prompt-preview';

const PRESSED = 'aria-pressed:bg-accent-soft aria-pressed:text-accent-ink';

type ImageSwitchesProps = { image: PreviewImage; onChange: SettingsStore['change'] };

/** Whether a picture is sent before others, or never. */
export function ImageSwitches({ image, onChange }: ImageSwitchesProps) {
  const t = useTranslations('contextPanel');
  const { attachment, number, isPinned, state } = image;
  const { id, name } = attachment;
  const isExcluded = state === 'excluded';
  return (
    <div className="-me-1 -mb-1 flex shrink-0">
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
