import { ImageOff, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Progress } from '@/components/ui/progress';
import type { DraftAttachment } from '@/lib/client/draft/draft-attachment';

type TilePictureProps = { attachment: DraftAttachment; number: number };

/** What a tile shows: the picture as it is sent, its number, and how far its upload got. */
export function TilePicture({ attachment, number }: TilePictureProps) {
  const t = useTranslations('composer');
  const { state, previewUrl } = attachment;
  return (
    <>
      {previewUrl ? (
        // biome-ignore lint/performance/noImgElement: a picture from memory, which nothing can optimise.
        <img
          src={previewUrl}
          alt=""
          draggable={false}
          decoding="async"
          className="size-full object-cover"
        />
      ) : (
        <span className="grid size-full place-items-center text-text-faint">
          {state.status === 'failed' ? (
            <ImageOff aria-hidden size={22} />
          ) : (
            <LoaderCircle aria-hidden size={22} className="animate-spin" />
          )}
        </span>
      )}
      <span
        aria-hidden
        className="absolute start-1.5 top-1.5 min-w-5 rounded bg-black/70 px-1 text-center font-semibold text-white text-xs leading-5"
      >
        {number}
      </span>
      {state.status === 'uploading' && (
        <Progress
          label={t('uploading', { number })}
          value={state.progress}
          className="absolute inset-x-1.5 bottom-1.5"
        />
      )}
    </>
  );
}
