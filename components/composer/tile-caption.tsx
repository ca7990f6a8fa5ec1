import { useTranslations } from 'next-intl';
import { type DraftAttachment, pixelSizeOf } from '@/lib/client/draft/draft-attachment';
import type { DraftStore } from '@/lib/client/draft/draft-store';
import { imageTokens } from '@/lib/domain/image/image-tokens';

type TileCaptionProps = { attachment: DraftAttachment; number: number; draft: DraftStore };

const BUTTON = 'min-h-6 underline underline-offset-2 hover:no-underline';

/** Under a picture: its price, or what can be done while it has none. */
export function TileCaption({ attachment, number, draft }: TileCaptionProps) {
  const t = useTranslations('composer');
  const { key, state } = attachment;
  const size = pixelSizeOf(attachment);
  const isUnderWay = state.status === 'preparing' || state.status === 'uploading';
  return (
    <div className="flex h-6 items-center justify-center gap-1.5 whitespace-nowrap text-text-muted text-xs tabular-nums">
      {state.status === 'ready' &&
        size &&
        t('tokens', { count: imageTokens(size.width, size.height) })}
      {state.status === 'preparing' && (
        <span className="sr-only">{t('preparing', { number })}</span>
      )}
      {state.status === 'uploading' &&
        t('percent', { value: Math.floor(state.progress * 100) / 100 })}
      {isUnderWay && (
        <button type="button" onClick={() => draft.remove(key)} className={BUTTON}>
          {t('cancel')}
        </button>
      )}
      {state.status === 'failed' && (
        <button
          type="button"
          onClick={() => draft.retry(key)}
          className={`${BUTTON} font-medium text-danger-ink`}
        >
          {t('tryAgain')}
        </button>
      )}
    </div>
  );
}
