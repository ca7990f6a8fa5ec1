'use client';

import { useTranslations } from 'next-intl';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { setImageDetail } from '@/lib/domain/conversation/choose-images';
import { IMAGE_DETAILS } from '@/lib/domain/image/image-detail';
import type { PreviewImage } from '@/lib/protocol/prompt-preview';

const DETAILS = { low: 'detailLow', normal: 'detailNormal', full: 'detailFull' } as const;

type DetailSelectProps = { image: PreviewImage; onChange: SettingsStore['change'] };

/** At which detail a picture is sent, and so what it costs. */
export function DetailSelect({ image, onChange }: DetailSelectProps) {
  const t = useTranslations('contextPanel');
  const { attachment, number, detail } = image;
  const { id, name } = attachment;
  return (
    <select
      aria-label={t('detail', { number, name })}
      value={detail}
      onChange={(event) => {
        const chosen = IMAGE_DETAILS.find((each) => each === event.target.value);
        if (chosen) void onChange((settings) => setImageDetail(settings, id, chosen));
      }}
      className="-ms-1 min-h-6 max-w-full cursor-pointer rounded bg-transparent text-base text-text-muted hover:text-text pointer-coarse:min-h-11 sm:text-xs"
    >
      {IMAGE_DETAILS.map((each) => (
        <option key={each} value={each} className="bg-background text-text">
          {t(DETAILS[each])}
        </option>
      ))}
    </select>
  );
}
