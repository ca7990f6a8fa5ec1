'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ShownPrompt } from '@/lib/client/context-panel/shown-prompt';
import type { SettingsStore } from '@/lib/client/conversation-settings/settings-store';
import { openLightbox } from '@/lib/client/image/lightbox-store';
import { attachmentUrl } from '@/lib/protocol/ui-message';
import { ImageRow } from './image-row';
import { PanelSection } from './panel-section';

type ImageListProps = Pick<ShownPrompt, 'images' | 'imageLimit'> & {
  onChange: SettingsStore['change'];
};

/** The pictures in play, in the order the model is told, sent or not. Typing renders none of them anew. */
export const ImageList = memo(function ImageList(props: ImageListProps) {
  const { images, imageLimit, onChange } = props;
  const t = useTranslations('contextPanel');
  const sent = images.filter(({ state }) => state === 'sent').length;
  const open = (index: number) =>
    openLightbox(
      images.map(({ attachment }) => ({ ...attachment, url: attachmentUrl(attachment.id) })),
      index,
    );
  return (
    <PanelSection
      title={t('pictures')}
      aside={
        <span className="text-sm text-text-muted tabular-nums">
          {t('pictureCount', { count: sent, limit: imageLimit })}
        </span>
      }
    >
      {images.length === 0 ? (
        <p className="text-sm text-text-muted">
          {t(imageLimit === 0 ? 'noPicturesPossible' : 'noPictures')}
        </p>
      ) : (
        <ol className="flex flex-col gap-2">
          {images.map((image, index) => (
            <ImageRow
              key={`${image.turn}:${image.number}`}
              image={image}
              imageLimit={imageLimit}
              onChange={onChange}
              onOpen={() => open(index)}
            />
          ))}
        </ol>
      )}
      <p className="text-text-faint text-xs">{t('pinHint')}</p>
    </PanelSection>
  );
});
