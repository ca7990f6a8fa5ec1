'use client';

import { clsx } from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import type { PreviewImage } from '@/lib/protocol/prompt-preview';
import { attachmentUrl } from '@/lib/protocol/ui-message';
import { DetailSelect } from './detail-select';
import { ImageSwitches } from './image-switches';

const STATES = {
  excluded: 'stateExcluded',
  'image-limit': 'stateImageLimit',
  context: 'stateContext',
  'model-without-images': 'stateModelWithoutImages',
} as const;

type ImageRowProps = {
  image: PreviewImage;
  imageLimit: number;
  onChange: SettingsStore['change'];
  onOpen: () => void;
};

/** One picture: which it is, what it costs, why it is not sent. */
export function ImageRow({ image, imageLimit, onChange, onOpen }: ImageRowProps) {
  const t = useTranslations('contextPanel');
  const format = useFormatter();
  const { attachment, number, turn, isDraft, tokens, state } = image;
  const { id, name } = attachment;
  const isSent = state === 'sent';
  return (
    <li
      aria-label={t('image', { number, name })}
      data-state={state}
      className={clsx(
        'flex items-start gap-2.5 rounded-control border p-2',
        isSent ? 'border-border bg-raised' : 'border-border-strong border-dashed',
      )}
    >
      <button
        type="button"
        aria-label={t('openImage', { number, name })}
        onClick={onOpen}
        className="mt-0.5 shrink-0 overflow-hidden rounded-[6px] border border-border"
      >
        {/* biome-ignore lint/performance/noImgElement: the optimiser is switched off; our route serves thumbnails. */}
        <img
          src={attachmentUrl(id, 'thumbnail')}
          alt=""
          loading="lazy"
          decoding="async"
          className={clsx('size-11 object-cover', !isSent && 'opacity-60 grayscale')}
        />
      </button>
      <div className="min-w-0 flex-1">
        <p title={name} className="truncate font-medium text-sm">
          <bdi>{t('image', { number, name })}</bdi>
        </p>
        <p className="text-text-muted text-xs tabular-nums">
          {isDraft ? t('turnDraft') : t('turn', { turn: format.number(turn) })}
          {' · '}
          {t('tokens', { count: isSent ? tokens : 0 })}
        </p>
        {!isSent && (
          <p className="text-warning-ink text-xs">{t(STATES[state], { limit: imageLimit })}</p>
        )}
        <div className="flex items-center justify-between gap-1">
          <DetailSelect image={image} onChange={onChange} />
          <ImageSwitches image={image} onChange={onChange} />
        </div>
      </div>
    </li>
  );
}
